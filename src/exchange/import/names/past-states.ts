interface Past {
  readonly names: readonly string[];
  /** Who came after, by alpha-2 code. */
  readonly successors: readonly string[];
}

/** States that are no more and were not simply renamed: they fell apart, were joined to another, or were divided otherwise. */
export const PAST: readonly Past[] = [
  {
    names: [
      'Soviet Union',
      'USSR',
      'Union of Soviet Socialist Republics',
      'Fmr USSR',
      'Union soviétique',
      'URSS',
      'Soviet',
      'soviétique',
    ],
    successors: ['RU', 'UA', 'BY', 'MD', 'EE', 'LV', 'LT', 'GE', 'AM', 'AZ', 'KZ', 'KG', 'TJ', 'TM', 'UZ'],
  },
  {
    names: [
      'Yugoslavia',
      'Yougoslavie',
      'SFRY',
      'RSFY',
      'Yugoslav',
      'yougoslave',
      'Yugoslavia, Socialist Federal Republic of',
      'Yugoslavia, SFR',
      'Yugoslavia (former)',
      'Fmr Yugoslavia',
    ],
    successors: ['RS', 'HR', 'SI', 'BA', 'MK', 'ME'],
  },
  {
    names: [
      'Serbia and Montenegro',
      'Serbie-et-Monténégro',
      'Yugoslavia, Federal Republic of',
      'Yugoslavia, Fed. Rep.',
    ],
    successors: ['RS', 'ME'],
  },
  {
    names: [
      'Czechoslovakia',
      'Tchécoslovaquie',
      'Czechoslovak',
      'tchécoslovaque',
      'Czecho-Slovakia',
      'Czechoslovak Socialist Republic',
      'Czechoslovakia (former)',
      'Fmr Czechoslovakia',
    ],
    successors: ['CZ', 'SK'],
  },
  {
    names: [
      'East Germany',
      'German Democratic Republic',
      'GDR',
      'DDR',
      'RDA',
      'Allemagne de l’Est',
      'East German',
      'est-allemand',
      'est-allemande',
      'République démocratique allemande',
      'Fmr Dem. Rep. of Germany',
    ],
    successors: ['DE'],
  },
  { names: ['Prussia', 'Prusse'], successors: ['DE', 'PL'] },
  { names: ['United Arab Republic', 'République arabe unie'], successors: ['EG', 'SY'] },
  { names: ['Ottoman Empire', 'Empire ottoman'], successors: ['TR'] },
  { names: ['Austria-Hungary', 'Autriche-Hongrie'], successors: ['AT', 'HU'] },
  { names: ['Tanganyika', 'Zanzibar'], successors: ['TZ'] },
  // Before the South left it.
  { names: ['Fmr Sudan', 'Sudan (former)', 'Sudan (...2011)'], successors: ['SD', 'SS'] },
  { names: ['Yemen Arab Republic', 'North Yemen', 'Yémen du Nord'], successors: ['YE'] },
  {
    names: ['South Yemen', 'Yemen, People’s Democratic Republic of', 'Yemen, PDR', 'Yémen du Sud', 'Fmr Dem. Yemen'],
    successors: ['YE'],
  },
  {
    names: ['South Vietnam', 'South Viet Nam', 'Vietnam, Republic of', 'Sud-Vietnam', 'Viêt Nam du Sud'],
    successors: ['VN'],
  },
  { names: ['North Vietnam', 'North Viet Nam', 'Vietnam, Democratic Republic of', 'Nord-Vietnam'], successors: ['VN'] },
  { names: ['Indochina', 'French Indochina', 'Indochine'], successors: ['VN', 'LA', 'KH'] },
  { names: ['Malaya', 'Federation of Malaya', 'Malaisie britannique'], successors: ['MY', 'SG'] },
  { names: ['Rhodesia and Nyasaland', 'Federation of Rhodesia and Nyasaland'], successors: ['ZW', 'ZM', 'MW'] },
  { names: ['Ruanda-Urundi'], successors: ['RW', 'BI'] },
  {
    names: ['French West Africa', 'Afrique-Occidentale française'],
    successors: ['BJ', 'BF', 'GN', 'CI', 'ML', 'MR', 'NE', 'SN'],
  },
  { names: ['French Equatorial Africa', 'Afrique-Équatoriale française'], successors: ['CG', 'GA', 'TD', 'CF'] },
  { names: ['Mali Federation', 'Fédération du Mali'], successors: ['ML', 'SN'] },
  { names: ['Senegambia', 'Sénégambie'], successors: ['SN', 'GM'] },
  { names: ['Gran Colombia', 'Grande Colombie'], successors: ['CO', 'VE', 'EC', 'PA'] },
  { names: ['Netherlands Antilles', 'Antilles néerlandaises'], successors: ['CW', 'SX', 'BQ'] },
  { names: ['West Indies Federation'], successors: ['JM', 'TT', 'BB', 'AG', 'DM', 'GD', 'KN', 'LC', 'VC'] },
  { names: ['Sikkim'], successors: ['IN'] },
  { names: ['Hawaii, Kingdom of', 'Hawaii'], successors: ['US'] },
];
