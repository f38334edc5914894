/** Name parts for invented people. Put together by chance; a likeness to somebody living is one too. */
export const FAMILY_NAMES = (
  'Abernathy Achterberg Adeyemi Alcott Almeida Amundsen Arkwright Aslanian Babineaux Balogun Barlowe Bellweather ' +
  'Birdsong Blackwood Bonaventure Bostwick Brandvold Bruneau Buckminster Calloway Campanella Castellanos Cavanaugh ' +
  'Chaudhry Cheswick Clearwater Colebrook Cordova Crabtree Dagenhart Dalrymple Damaskos Delacroix Demetriou Dinwiddie ' +
  'Donnelly Dubrovsky Eastlake Echevarria Edgerton Eklund Ellsworth Escamilla Fairbanks Farquhar Featherstone Ferreira ' +
  'Fitzwater Forsythe Gallagher Garibaldi Gatewood Goldfarb Greywater Guerrero Habashi Hallorann Hargrove Hatfield ' +
  'Havisham Hendrickson Holloway Honeycutt Huckaby Ibekwe Inglewood Iwasaki Jablonski Jankowski Jefferies Juarez ' +
  'Kalinowski Kapoor Kensington Kilpatrick Kobayashi Kowalczyk Lachance Lakhani Larkspur Leatherwood Lindqvist Lockhart ' +
  'Lombardi Loughlin Macdougal Malakian Mandelbaum Marchetti Mbeki McAllister Merriweather Montague Moreau Mukherjee ' +
  'Nakagawa Nightingale Northcott Novotny Obuya Oduya Okonkwo Oldershaw Ortega Ostrander Paddock Palomino Papadakis ' +
  'Pemberton Pennington Petrosyan Pickering Quackenbush Quintana Rademacher Ravenscroft Redfeather Rosenthal Rutherford ' +
  'Saarinen Salazar Sandoval Scarborough Shimizu Silverton Sorensen Stavros Stellenbosch Sutherland Tackett Takahashi ' +
  'Tamburello Thackeray Thistlewood Trevino Underhill Vandermeer Velasquez Villanueva Wainwright Weatherby Whitcomb ' +
  'Wickersham Winterbourne Woolsey Yarborough Yellowhorse Zablocki Zimmerle'
).split(' ');

export const WOMEN = (
  'Adaeze Adelaide Alma Amalia Anneliese Astrid Beatriz Bernadette Bronwyn Camille Cecily Clementine Consuelo Cordelia ' +
  'Dagny Delphine Dolores Edith Eleanor Esperanza Esther Fatima Fern Florence Freya Georgia Gwendolyn Harriet Hazel ' +
  'Henrietta Imogen Ingrid Ione Iris Josephine Judith Keiko Lavinia Leocadia Lenore Lucinda Mabel Magnolia Marguerite ' +
  'Mathilda Mei Minerva Nadia Noor Octavia Odessa Opal Ottilie Paloma Pearl Philippa Priya Ramona Rosalind Ruth Saoirse ' +
  'Shirin Soledad Sunniva Tabitha Thelma Ursula Valentina Vivian Wilhelmina Winifred Yasmin Yolanda Zora'
).split(' ');

export const MEN = (
  'Abel Aldous Alonzo Ambrose Anselm Archibald Arturo Augustin Barnaby Bartholomew Benedict Bertram Calvin Casimir ' +
  'Cedric Clement Cornelius Cyrus Dashiell Desmond Dmitri Ebenezer Elias Emeka Emmett Ephraim Everett Ezekiel Fabian ' +
  'Ferdinand Finnegan Gideon Gilbert Gustavo Hamza Hector Hiroshi Horace Ignatius Isidro Ivan Jasper Joaquin Kenji ' +
  'Kwame Lamar Leopold Linus Lorenzo Magnus Malachi Marcellus Mortimer Nathaniel Nikhil Obadiah Olaf Orville Oswaldo ' +
  'Percival Phineas Quincy Rafael Reginald Rupert Salvador Santiago Sebastian Silas Solomon Tariq Thaddeus Theodore ' +
  'Tobias Ulysses Vernon Virgil Wendell Wilbur Xavier Zachariah Zebulon'
).split(' ');

export const STREETS = (
  'Alder Lane|Birch Hollow Road|Canal Street|Chestnut Court|Clover Hill Drive|Cooper Street|Elmwood Avenue|Fallow Field ' +
  'Road|Ferry Road|Foundry Street|Granite Street|Harbor View|Heron Way|Juniper Terrace|Lantern Street|Linden Avenue|Mill ' +
  'Race Road|Old Quarry Road|Orchard Street|Pinecrest Drive|Quince Street|River Bend|Sycamore Row|Tannery Lane|Vinegar ' +
  'Hill|Walnut Street|Willow Run|Windmill Road'
).split('|');

/** Places that no gazetteer of Ohio knows, with postal codes of a prefix (004) that is not in use. */
export const TOWNS: readonly { readonly city: string; readonly postalCode: string }[] = [
  { city: 'Marrow Falls', postalCode: '00411' },
  { city: 'East Larkin', postalCode: '00412' },
  { city: 'Quillport', postalCode: '00413' },
  { city: 'Thornapple Ridge', postalCode: '00414' },
  { city: 'Saint Orrin', postalCode: '00416' },
  { city: 'Pepperell Mills', postalCode: '00417' },
];
