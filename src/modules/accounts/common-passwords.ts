/**
 * Words that password guessers try first, in lower case and plain letters: our own list, written for this product. Only
 * words of four letters or more matter, since they are taken away from a password before the rest is measured.
 */
export const COMMON_WORDS: readonly string[] = `
password passwort passphrase contrasena motdepasse passcode pass pword pwd secret secrets letmein welcome welcomeback
login logon signin signon admin administrator admins root superuser sysadmin default changeme change changethis newpass
temp temporary guest user username test testing tester demo sample example office work company business server system
computer laptop desktop windows microsoft google apple iphone android samsung facebook instagram twitter youtube linkedin
amazon internet network wireless wifi router modem cisco oracle database access account security secure private
hospital clinic medical medicine health healthcare doctor nurse nursing patient patients records record chart charts
chartkeeper keeper ward surgery emergency pharmacy radiology laboratory dental care caring medrec himteam icu epic cerner
meditech allscripts athena stethoscope scrubs heart
love lover loveyou iloveyou loveme baby babygirl babyboy honey sweetheart sweetie darling angel angels princess prince
queen king kings beautiful pretty sexy gorgeous cutie kitty kitten puppy doggy buddy friend friends friendship forever
family mother father mommy daddy mama papa sister brother grandma grandpa wife husband children money rich lucky luck
happy happiness smile sunshine sunflower flower flowers rose daisy lily jasmine violet orchid butterfly rainbow star
stars starlight moon moonlight heaven paradise dream dreams dreamer hope faith grace peace blessed blessing jesus christ
church bible amen believe trust
football soccer baseball basketball hockey tennis golf volleyball softball cricket rugby champion champions winner
liverpool arsenal chelsea barcelona madrid juventus manchester united yankees cowboys steelers packers patriots raiders
broncos eagles lakers bulls celtics warriors dodgers redsox giants
monkey dragon tiger lion panther eagle falcon hawk wolf bear horse dolphin shark snake turtle rabbit bunny chicken cheese
cookie cookies chocolate candy banana apple orange cherry peach strawberry pumpkin pepper ginger sugar coffee pizza
bacon butter vanilla peanut
superman batman spiderman ironman wonderwoman avengers starwars skywalker vader pokemon pikachu mario luigi zelda naruto
minecraft fortnite roblox warcraft playstation nintendo xbox gamer gaming hello hellokitty mickey minnie disney simpson
homer snoopy garfield scooby matrix phoenix ninja samurai pirate wizard merlin harrypotter hogwarts gandalf frodo trustno
summer winter spring autumn fall january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday weekend today tomorrow yesterday christmas halloween easter
thanksgiving birthday holiday holidays newyear
michael jennifer jessica ashley amanda daniel joshua matthew andrew anthony christopher robert thomas charlie william
richard joseph david james john jonathan jordan justin brandon kevin steven brian eric ryan jason taylor austin tyler
hunter harley robin maria sarah laura linda susan karen nancy betty helen sandra donna carol ruth sharon michelle kimberly
elizabeth emily emma olivia sophia isabella samantha nicole melissa stephanie rebecca rachel hannah madison alexander
alexandra victoria natasha carlos diego jose juan miguel pedro pablo fernando roberto ricardo sergio thomas george
martin peter patrick oliver oscar lucas liam noah ethan mason logan maggie molly bella lucy bailey rocky sadie
america american american1 texas california florida chicago boston dallas denver houston seattle phoenix detroit atlanta
london paris berlin tokyo england france germany canada mexico brazil india china japan europe africa australia
freedom liberty patriot soldier marine navy army airforce police fireman
black white green blue yellow purple silver golden gold diamond crystal platinum shadow thunder lightning storm fire
flame water ocean river mountain forest summer sunny cloud
mustang ferrari porsche corvette camaro mercedes toyota honda nissan chevy chevrolet ford harley yamaha kawasaki suzuki
music guitar piano drummer metallica nirvana eminem beatles rockstar
killer hacker master mastermind blaster monster demon devil satan zombie vampire ghost joker
whatever nothing something anything everything nobody somebody please thankyou goodbye hellothere
qwerty qwertz azerty asdf zxcv qazwsx abcd wasd iloveu imissyou
alpha bravo delta omega sigma matrix cosmos galaxy planet
nopassword mypassword thepassword passw forgot remember important
`
  .trim()
  .split(/\s+/);
