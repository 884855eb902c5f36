/** Only units of one dimension convert into each other; each kind of thing that is counted is one of its own. */
export type Dimension =
  | 'MASS'
  | 'VOLUME'
  | 'ENERGY'
  | 'POWER'
  | 'AREA'
  | 'LENGTH'
  | 'FRACTION'
  | 'COUNT'
  | `COUNT ${string}`;

/**
 * Code (UCUM), dimension, exact factor to the base unit, English and French name, symbols that mean it exactly as
 * written (one text, spaces between), further words. What stands at two units is ambiguous and asks back: "ton".
 */
export type UnitRow = readonly [
  code: string,
  dimension: Dimension,
  factor: string,
  en: string,
  fr: string,
  symbols: string,
  ...words: readonly string[],
];

const MASS: readonly UnitRow[] = [
  ['mg', 'MASS', '1e-6', 'milligram', 'milligramme', ''],
  ['g', 'MASS', '1e-3', 'gram', 'gramme', 'gr'],
  ['kg', 'MASS', '1', 'kilogram', 'kilogramme', 'Kg KG kgs', 'kilo'],
  ['t', 'MASS', '1e3', 'tonne', 'tonne métrique', 'T mt MT', 'metric ton', 'metric tonne', 'ton métrique', 'ton'],
  ['Mg', 'MASS', '1e3', 'megagram', 'mégagramme', ''],
  ['dt', 'MASS', '1e2', 'quintal', 'quintal', '', 'decitonne', 'quintaux'],
  [
    'kt',
    'MASS',
    '1e6',
    'thousand tonnes',
    'millier de tonnes',
    'Kt KT',
    'kilotonne',
    'mille tonnes',
    'thousand metric tons',
  ],
  ['Mt', 'MASS', '1e9', 'million tonnes', 'million de tonnes', 'mt MT', 'megatonne', 'million metric tons'],
  ['Gt', 'MASS', '1e12', 'billion tonnes', 'milliard de tonnes', '', 'gigatonne', 'billion metric tons'],
  ['[car_m]', 'MASS', '2e-4', 'carat', 'carat', 'ct', 'metric carat'],
  ['[lb_av]', 'MASS', '0.45359237', 'pound', 'livre', 'lb lbs', 'pound avoirdupois'],
  ['[oz_av]', 'MASS', '0.028349523125', 'avoirdupois ounce', 'once avoirdupois', 'oz', 'ounce', 'once'],
  [
    '[oz_tr]',
    'MASS',
    '0.0311034768',
    'troy ounce',
    'once troy',
    'oz ozt',
    'fine ounce',
    'once fine',
    'ounce',
    'once',
    'oz t',
  ],
  ['[ston_av]', 'MASS', '907.18474', 'short ton', 'tonne courte', '', 'us ton', 'tonne américaine', 'ton'],
  ['[lton_av]', 'MASS', '1016.0469088', 'long ton', 'tonne longue', '', 'imperial ton', 'ton'],
];

const VOLUME: readonly UnitRow[] = [
  ['mL', 'VOLUME', '1e-6', 'millilitre', 'millilitre', 'ml', 'milliliter'],
  ['L', 'VOLUME', '1e-3', 'litre', 'litre', 'l', 'liter'],
  ['hL', 'VOLUME', '1e-1', 'hectolitre', 'hectolitre', 'hl', 'hectoliter'],
  ['ML', 'VOLUME', '1e3', 'million litres', 'million de litres', 'Ml', 'megalitre', 'megaliter', 'million liters'],
  ['m3', 'VOLUME', '1', 'cubic metre', 'mètre cube', 'cbm CBM', 'cubic meter', 'stère'],
  ['10*3.m3', 'VOLUME', '1e3', 'thousand cubic metres', 'millier de mètres cubes', 'mcm MCM', 'thousand cubic meters'],
  [
    '10*6.m3',
    'VOLUME',
    '1e6',
    'million cubic metres',
    'million de mètres cubes',
    'Mm3 mcm MCM',
    'million cubic meters',
  ],
  [
    '10*9.m3',
    'VOLUME',
    '1e9',
    'billion cubic metres',
    'milliard de mètres cubes',
    'km3 bcm BCM',
    'billion cubic meters',
  ],
  ['[bbl_us]', 'VOLUME', '0.158987294928', 'barrel', 'baril', 'bbl bbls', 'barrel of oil', 'baril de pétrole'],
  ['10*3.[bbl_us]', 'VOLUME', '158.987294928', 'thousand barrels', 'millier de barils', 'kbbl', 'mille barils'],
  ['10*6.[bbl_us]', 'VOLUME', '158987.294928', 'million barrels', 'million de barils', 'MMbbl mmbbl'],
  ['[gal_us]', 'VOLUME', '0.003785411784', 'US gallon', 'gallon américain', 'gal', 'gallon'],
  ['[gal_br]', 'VOLUME', '0.00454609', 'imperial gallon', 'gallon impérial', 'gal', 'gallon', 'british gallon'],
  ['[bu_us]', 'VOLUME', '0.03523907016688', 'bushel', 'boisseau', '', 'us bushel', 'boisseaux'],
  ['[cft_i]', 'VOLUME', '0.028316846592', 'cubic foot', 'pied cube', 'ft3 cuft', 'cubic feet', 'cu ft'],
  ['10*6.[cft_i]', 'VOLUME', '28316.846592', 'million cubic feet', 'million de pieds cubes', 'MMcf mmcf'],
  ['10*9.[cft_i]', 'VOLUME', '28316846.592', 'billion cubic feet', 'milliard de pieds cubes', 'Bcf bcf BCF'],
  ['10*12.[cft_i]', 'VOLUME', '28316846592', 'trillion cubic feet', 'billion de pieds cubes', 'Tcf tcf TCF'],
];

const ENERGY: readonly UnitRow[] = [
  ['J', 'ENERGY', '1', 'joule', 'joule', ''],
  ['kJ', 'ENERGY', '1e3', 'kilojoule', 'kilojoule', 'KJ'],
  ['MJ', 'ENERGY', '1e6', 'megajoule', 'mégajoule', ''],
  ['GJ', 'ENERGY', '1e9', 'gigajoule', 'gigajoule', 'gj'],
  ['TJ', 'ENERGY', '1e12', 'terajoule', 'térajoule', 'tj'],
  ['PJ', 'ENERGY', '1e15', 'petajoule', 'pétajoule', ''],
  ['EJ', 'ENERGY', '1e18', 'exajoule', 'exajoule', ''],
  ['W.h', 'ENERGY', '3600', 'watt hour', 'wattheure', 'Wh wh'],
  ['kW.h', 'ENERGY', '3.6e6', 'kilowatt hour', 'kilowattheure', 'kWh kwh KWH KWh'],
  ['MW.h', 'ENERGY', '3.6e9', 'megawatt hour', 'mégawattheure', 'MWh mwh MWH'],
  ['GW.h', 'ENERGY', '3.6e12', 'gigawatt hour', 'gigawattheure', 'GWh gwh GWH'],
  ['TW.h', 'ENERGY', '3.6e15', 'terawatt hour', 'térawattheure', 'TWh twh TWH'],
  ['[Btu_IT]', 'ENERGY', '1055.05585262', 'British thermal unit', 'unité thermique britannique', 'Btu btu BTU'],
  [
    '10*6.[Btu_IT]',
    'ENERGY',
    '1055055852.62',
    'million Btu',
    'million de BTU',
    'MMBtu mmbtu MMBTU',
    'million British thermal units',
  ],
  ['toe', 'ENERGY', '4.1868e10', 'tonne of oil equivalent', 'tonne équivalent pétrole', 'tep TOE TEP'],
  ['ktoe', 'ENERGY', '4.1868e13', 'thousand tonnes of oil equivalent', 'millier de tonnes équivalent pétrole', 'ktep'],
  ['Mtoe', 'ENERGY', '4.1868e16', 'million tonnes of oil equivalent', 'million de tonnes équivalent pétrole', 'Mtep'],
];

const POWER: readonly UnitRow[] = [
  ['W', 'POWER', '1', 'watt', 'watt', ''],
  ['kW', 'POWER', '1e3', 'kilowatt', 'kilowatt', 'kw KW'],
  ['MW', 'POWER', '1e6', 'megawatt', 'mégawatt', 'mw Mw'],
  ['GW', 'POWER', '1e9', 'gigawatt', 'gigawatt', 'gw Gw'],
  ['TW', 'POWER', '1e12', 'terawatt', 'térawatt', 'tw Tw'],
];

const SPACE: readonly UnitRow[] = [
  ['m2', 'AREA', '1', 'square metre', 'mètre carré', 'sqm', 'square meter', 'sq m'],
  ['har', 'AREA', '1e4', 'hectare', 'hectare', 'ha Ha HA'],
  ['km2', 'AREA', '1e6', 'square kilometre', 'kilomètre carré', 'sqkm', 'square kilometer', 'sq km'],
  ['[acr_us]', 'AREA', '62726400000/15499969', 'acre', 'acre', 'ac'],
  ['m', 'LENGTH', '1', 'metre', 'mètre', '', 'meter'],
  ['km', 'LENGTH', '1e3', 'kilometre', 'kilomètre', 'Km KM kms', 'kilometer'],
  ['[ft_i]', 'LENGTH', '0.3048', 'foot', 'pied', 'ft', 'feet'],
  ['[mi_i]', 'LENGTH', '1609.344', 'mile', 'mille terrestre', '', 'statute mile'],
  ['[nmi_i]', 'LENGTH', '1852', 'nautical mile', 'mille marin', 'nmi', 'mille nautique'],
];

const COUNTS: readonly UnitRow[] = [
  ['1', 'COUNT', '1', 'unit', 'unité', '', 'count', 'number', 'nombre'],
  ['10*3', 'COUNT', '1e3', 'thousand', 'millier', '', 'mille'],
  ['10*6', 'COUNT', '1e6', 'million', 'million', ''],
  ['%', 'FRACTION', '1e-2', 'per cent', 'pour cent', '', 'percent', 'pourcent', 'percentage', 'pourcentage'],
  ['{piece}', 'COUNT piece', '1', 'piece', 'pièce', 'pc pcs', 'item'],
  ['{head}', 'COUNT head', '1', 'head', 'tête', '', 'head of cattle', 'tête de bétail'],
  ['{vehicle}', 'COUNT vehicle', '1', 'vehicle', 'véhicule', ''],
  ['{dose}', 'COUNT dose', '1', 'dose', 'dose', ''],
  ['{person}', 'COUNT person', '1', 'person', 'personne', '', 'people'],
  ['{container}', 'COUNT container', '1', 'container', 'conteneur', ''],
  ['{teu}', 'COUNT teu', '1', 'twenty-foot equivalent unit', 'équivalent vingt pieds', 'TEU teu EVP evp'],
  ['{bale}', 'COUNT bale', '1', 'bale', 'balle', ''],
  ['{bag}', 'COUNT bag', '1', 'bag', 'sac', ''],
  ['{aircraft}', 'COUNT aircraft', '1', 'aircraft', 'aéronef', '', 'airplane', 'avion'],
];

export const UNIT_ROWS: readonly UnitRow[] = [...MASS, ...VOLUME, ...ENERGY, ...POWER, ...SPACE, ...COUNTS];
