export { editDistance } from './edit-distance.js';
export function spellingKey(word: string): string {
  return word;
}
