/**
 * Short and familiar forms of given names, our own list from common knowledge of English and Spanish usage. A line is the
 * full name and what it becomes; a short form may belong to several (Alex, Chris, Sam). It only widens the search and
 * softens a comparison, so a form too many does little harm.
 */
const TABLE = `
aaron: ron ronnie
abigail: abby abbie gail
abraham: abe bram
adelaide: addie ada
adele: addie
agnes: aggie nessie
albert: al bert bertie
alberto: beto
alejandra: ale alex
alejandro: ale alex jandro
alexander: al alec alex lex sandy sasha xander
alexandra: alex lexi sandra sandy sasha
alexis: alex lexi
alfred: al alf alfie fred freddie
alicia: ali licha
alison: ali allie
allan: al
alonzo: al lon lonnie
amanda: mandy manda
amelia: amy mia millie
anastasia: ana stacy stasia nastya
andrea: andie drea
andrew: andy drew
angela: angie
angelina: angie lina
ann: annie nan nancy
anna: ann annie nan
anthony: tony ant
antoinette: toni nettie
antonia: toni
antonio: tony tono
archibald: archie
arlene: lena
arnold: arnie
arthur: art artie
augustine: gus augie
augustus: gus augie
aurora: rora
barbara: barb barbie babs bobbie
bartholomew: bart
beatrice: bea trixie
beatriz: bea bety
belinda: bel linda
benedict: ben benny
benjamin: ben benji benny benjie
bernadette: bernie detta
bernard: bernie barney
bertha: bertie
bethany: beth
beverly: bev
bradford: brad
bradley: brad
brandon: bran
brenda: bren
bridget: biddy bridie
bruce: brucie
calvin: cal
cameron: cam
carol: carrie
caroline: carrie caro line
carlos: carlitos charlie
carmen: carmelita
carolyn: carrie lynn
cassandra: cass cassie sandra
catherine: cathy cat cate kate kathy katie kit kitty
cecilia: cece celia sissy
charles: charlie chas chip chuck
charlotte: char charlie lottie
chester: chet
christian: chris
christina: chris chrissy tina
christine: chris chrissy tina
christopher: chris kit topher
claire: clara
clarence: clare
clifford: cliff
clinton: clint
concepcion: concha conchita
constance: connie
consuelo: chelo
cornelius: neil connie
courtney: court
crystal: crys
curtis: curt
cynthia: cindy cyndi
daniel: dan danny
daniela: dani
danielle: dani
darlene: darla
david: dave davey
deborah: deb debbie debby
delores: lola dee
dennis: denny
desmond: des
diana: di
diane: di
dolores: lola lolita
dominic: dom nick
donald: don donnie
donna: donnie
dorothy: dot dottie dolly dora
douglas: doug
duane: dewey
edith: edie
edmund: ed eddie ned ted
eduardo: lalo eddie
edward: ed eddie ned ted teddy
edwin: ed eddie
eleanor: ellie ella nell nora lenora
elena: lena
elijah: eli
elisabeth: beth bess betsy betty eliza ella liz lizzie lisa libby
elizabeth: beth bess betsy betty eliza ella liz lizzie lisa libby
ellen: ellie nell
elvira: elvie
emanuel: manny
emily: em emmy millie
emma: em emmy
enrique: kike quique ricky
ernest: ern ernie
ernesto: neto
esmeralda: esme
esther: essie
ethel: effie
eugene: gene
eugenia: genie
evangeline: eva angie
evelyn: eve evie
ezekiel: zeke
faustino: tino
federico: fede kiko
felicia: fee
fernando: nando fer
florence: flo flossie
frances: fran francie frannie
francis: frank fran
francisca: paca pancha paquita
francisco: paco pancho kiko cisco frank
franklin: frank
frederick: fred freddie rick fritz
gabriel: gabe gabi
gabriela: gabi gaby
gabrielle: gabi gabby
genevieve: gen viv
geoffrey: geoff jeff
george: georgie
gerald: gerry jerry
geraldine: gerry gerri
gerard: gerry
gertrude: gert trudy
gilbert: gil bert
gloria: glo
graciela: chela
gregorio: goyo
gregory: greg
gretchen: greta
guadalupe: lupe lupita
guillermo: memo guille
gustavo: gus tavo
gwendolyn: gwen wendy
hannah: anna
harold: hal harry
harriet: hattie
harrison: harry
heather: heath
helen: nell nellie lena
henrietta: hettie etta
henry: hank harry hal
herbert: herb bert
herman: manny
hezekiah: hez
hilary: hil
hortensia: tencha
howard: howie
hubert: hugh bert
humberto: beto
ignacio: nacho
immanuel: manny
irene: rena
isabel: bel bella isa izzy chabela
isabella: bel bella izzy
isaac: ike zac
isaiah: ike
isidore: izzy
jacob: jake jay
jacqueline: jackie jacqui
james: jim jimmy jamie jay
jane: janie jenny
janet: jan
janice: jan
jason: jay jase
jasmine: jazz
javier: javi
jean: jeannie
jeanette: jean nettie
jefferson: jeff
jeffrey: jeff
jennifer: jen jenny jenn
jeremiah: jerry
jeremy: jem jerry
jerome: jerry
jesse: jess
jessica: jess jessie
jesus: chuy chucho
joan: joanie
joann: jo
joanna: jo
joaquin: quino
johanna: jo hanna
john: jack johnny jon
jonathan: jon jonny nathan
jorge: coque
jose: pepe chepe joe
josefina: fina pepa chepina
joseph: joe joey jos
josephine: jo josie fifi
joshua: josh
joyce: joy
juan: juanito john
juanita: nita
judith: judy jude
julia: julie jules
julian: jules
juliana: julie
julie: jules
justin: jus
karen: kari
katherine: kate kathy katie kat kit kitty kay
kathleen: kate kathy katie kay
kathryn: kate kathy katie kay kat
kenneth: ken kenny
kevin: kev
kimberly: kim kimmy
kristen: kris
kristina: kris tina
kristine: kris tina
kristopher: kris
laura: laurie
lauren: laurie
laurence: larry laurie
lawrence: larry laurie lars
leander: lee
leonard: leo len lenny
leonardo: leo nardo
leopold: leo
leroy: lee roy
leslie: les
lester: les
leticia: lety
lillian: lil lilly lily
linda: lindy
lorena: lore
loretta: lori etta
lorraine: lori rainey
louis: lou louie
louise: lou lulu
lourdes: lulu
lucille: lucy lu
lucinda: lucy cindy
luis: lucho
luz: lucita
lydia: lyddie
madeline: maddie
magdalena: lena maggie magda
malcolm: mal
manuel: manny manolo
marcella: marcy
marcia: marcy
margaret: maggie marge margie meg megan peg peggy greta rita daisy
margarita: rita mago
maria: mari mia marie
marianne: mary anne
maribel: mari
marilyn: mary lynn
marjorie: marge margie
mark: marky
marshall: marsh
martha: marty mattie patty
martin: marty
marvin: marv
mary: mae mamie molly polly may
matilda: mattie tilly tilda
matthew: matt matty
maureen: mo
maurice: maury mo
maximilian: max
maxine: max
maxwell: max
melanie: mel
melinda: mel mindy linda
melissa: mel missy lissa
melvin: mel
mercedes: meche merche
meredith: merry
michael: mick mickey mike mikey
michaela: mickey
micheal: mike mick
michele: shelly
michelle: shelly micki mich
miguel: mike miguelito
mildred: millie
millicent: millie
minerva: minnie
miranda: mandy randi
miriam: mimi
mitchell: mitch
mohamed: mo
mohammad: mo
mohammed: mo
moises: moy
monica: moni
montgomery: monty
morris: mo morrie
muhammad: mo
nancy: nan
natalia: nat talia
natalie: nat
natasha: tasha
nathan: nate nat
nathaniel: nate nat nathan
nicholas: nick nicky nico
nicole: nicki niki
norbert: bert norb
norman: norm
octavio: tavo
oliver: ollie
olivia: liv livvy
oscar: ozzie
osvaldo: valdo
oswald: ozzie
pamela: pam
patricia: pat patsy patty tricia trish
patrick: pat paddy rick
paul: paulie
paula: polly
pauline: polly
pedro: perico
penelope: penny nell
peter: pete
philip: phil pip
phillip: phil pip
phyllis: phil
priscilla: cilla prissy
prudence: prue
rachel: rae shelly
rafael: rafa rafi
ramon: moncho mon
randall: randy
randolph: randy dolph
raphael: rafe rafi
raul: ra
raymond: ray
rebecca: becca becky
refugio: cuca cuco
regina: gina reggie
reginald: reg reggie
reuben: rube ben
ricardo: rick ricky richie
richard: dick rich richie rick ricky
robert: bob bobby rob robbie bert
roberta: bobbie robbie
roberto: beto rob bobby
roderick: rod rick
rodney: rod
rodolfo: fito rudy
rodrigo: rod rigo
rogelio: roger
roger: rodge
roland: rollie
ronald: ron ronnie
rosa: rosie rosita
rosario: chayo
rosalie: rose rosie
rosalind: roz rose
rose: rosie
rosemary: rose rosie romy
roxanne: roxy
rudolph: rudy
rupert: bert
russell: russ rusty
salvador: chava sal
samantha: sam sammy
samuel: sam sammy
sandra: sandy
sarah: sally sadie sara
sean: shaun
sebastian: seb bastian
serena: rena
sergio: checo
seymour: sy
sharon: shari
shawn: sean
sheila: shelly
sheldon: shel
shirley: shirl
sidney: sid
silvia: sil
simon: si
socorro: coco
sofia: sofi
solomon: sol
sophia: sophie
stanley: stan
stephanie: steph stevie
stephen: steve stevie
steven: steve stevie
stuart: stu
susan: sue susie suzy
susanna: sue susie anna
suzanne: sue suzy
sylvester: sly
sylvia: syl
tabitha: tabby
tamara: tammy tam
teresa: terry tess tere
terence: terry
terrance: terry
thaddeus: thad tad
theodora: thea dora teddy
theodore: ted teddy theo
theresa: terry tess tessa
thomas: tom tommy
tiffany: tiff
timothy: tim timmy
tobias: toby
travis: trav
ursula: ursie
valentina: val tina vale
valerie: val
vanessa: nessa
veronica: ronnie vero
vicente: chente
victor: vic
victoria: vicky tori
vincent: vince vinny
viola: vi
violet: vi
virginia: ginny ginger
vivian: viv
walter: walt wally
wanda: wendy
wesley: wes
wilfred: will fred
wilhelmina: mina willa billie
william: will bill billy willie liam
wilma: willa
winifred: winnie freda
winston: win
woodrow: woody
xavier: xavi
yolanda: yoli
yvonne: von
zachary: zach zack
zechariah: zack
`;

/** A form that would belong to more names than this (none does) tells too little to search by. */
const MAX_FULL_NAMES = 6;

/** Given names that have no short form above and stand one slip away from another name. */
const OTHERS =
  'aidan aiden amir amaya amari ana anaya angel aria ariana ariel asher aubrey audrey austin ava avery ayden bailey beau ' +
  'bella blake brady braden brayden brian brianna brody brooke brooklyn bryan bryce caden caleb camila carla carson carter ' +
  'cesar chase chloe cody cole colin colton connor cooper corey craig dale damian damon dana dante darren darrell dean ' +
  'deanna derek devin dewayne diego dina dylan earl easton eden elaine eli eliana elias elise elliot ellis emilia emiliano ' +
  'emilio eric erica erik erika erin ethan eva evan ezra faith fay finn gary gavin genesis gina glen glenn grace gracie ' +
  'grant grayson hailey haley harley harper hayden hazel hector heidi henri holly hope hudson hunter ian ida imani ines ' +
  'inez iris isla ivan ivy jada jaden jaiden jaime jalen jamal jared jayden jayla jaylen jenna jerome jocelyn jodi joel ' +
  'jordan josiah juliet julio june kai kaiden kara karina karla kayden kayla kaylee keith kelly kelsey kendall kendra kira ' +
  'kyla kyle kylie landon lara layla leah leila lena leon leona levi lila lina logan lola lorenzo luca lucas lucia luke ' +
  'luna lyla lynn mabel mackenzie madelyn madison makayla malik mara marc marco marcos marcus maria mariah mariana marie ' +
  'marina mario marion marisa marlon mary mason maya megan meghan mia micah mila miles mina molly morgan myra naomi neil ' +
  'nelson nevaeh nina noah noel noelle nolan nora oliver omar opal owen pablo paige parker perla peyton piper preston quinn ' +
  'quentin raymond reagan reese remy rene riley rita rocco rohan roman romeo rory rowan roy ruby ruth ryan ryder sadie ' +
  'salma santiago sara sarah savannah sawyer scarlett scott selena shane shannon sierra silas skyler sonia sonya stella ' +
  'summer tara taylor tessa tina todd trent trevor tristan troy tyler vera wade warren wayne wyatt xander zane zara zoe zoey';

const GIVEN_NAMES = new Set(OTHERS.split(' '));

const FULL_NAMES = new Map<string, string[]>();
for (const line of TABLE.trim().split('\n')) {
  const [full = '', forms = ''] = line.split(': ');
  for (const form of [full, ...forms.split(' ')]) {
    const fulls = FULL_NAMES.get(form) ?? [];
    if (!fulls.includes(full) && fulls.length < MAX_FULL_NAMES) FULL_NAMES.set(form, [...fulls, full]);
  }
}

/** The full names that a folded given name may stand for, itself among them when it is one. */
export function fullNamesOf(part: string): readonly string[] {
  return FULL_NAMES.get(part) ?? NONE;
}

const NONE: readonly string[] = [];

/** True when one may be a short form of the other, or both of the same name; false for a name and itself. */
export function areNicknames(a: string, b: string): boolean {
  if (a === b) return false;
  const others = FULL_NAMES.get(b);
  return others !== undefined && (FULL_NAMES.get(a) ?? NONE).some((full) => others.includes(full));
}

/** A given name in its own right: two of these that are no forms of one another are rarely a slip of the pen. */
export function isKnownGivenName(part: string): boolean {
  return FULL_NAMES.has(part) || GIVEN_NAMES.has(part);
}
