import type { PolicyInput } from '../declare/policy-input.ts';
import type { CompiledModel, CompiledPurpose } from './catalogue.ts';
import type { Report } from './model-finding.ts';

/** What is found once all models are compiled: whose data they are, and what no field or no purpose says. */
export function checkModels(
  models: readonly CompiledModel[],
  purposes: ReadonlyMap<string, CompiledPurpose>,
  report: Report,
): void {
  for (const model of models) {
    if (model.fields.length === 0) report('model-empty', model.name, 'None of its fields passes.');
    if (model.dataSubject !== undefined && !model.fields.some(({ subjectId }) => subjectId)) {
      report(
        'subject-id-missing',
        model.name,
        'No field says which data subject a record is about.',
      );
    }
  }
  for (const model of rootsOf(models)) {
    if (model.dataSubject === undefined && reachable([model]).some(hasPersonalField)) {
      report('data-subject-missing', model.name, 'It holds personal data, but not said whose.');
    }
  }
  checkRetention(models, purposes, report);
}

/** Whether every field that a recipient may receive is declared, and for one of its purposes (Art. 5(1)(b)–(c)). */
export function checkRecipients(
  models: readonly CompiledModel[],
  policy: PolicyInput,
  report: Report,
): void {
  // Without any model, a text is being loaded before its application: there is nothing to compare with.
  if (models.length === 0) return;
  const fields = new Map(
    models.flatMap((model) => model.fields.map((field) => [field.path, field])),
  );
  for (const [id, { fields: named = [], purposes, at }] of Object.entries(
    policy.recipients ?? {},
  )) {
    const place = `recipients.${id}`;
    for (const path of named) {
      const field = fields.get(path);
      if (field === undefined) {
        report('recipient-field-unknown', place, `It names ${path}, which no model declares.`, [
          at,
        ]);
      } else if (
        field.uses.length > 0 &&
        !field.uses.some(({ purpose }) => purposes.includes(purpose))
      ) {
        const message = `It names ${path}, which serves none of its purposes.`;
        report('recipient-field-not-for-purpose', place, message, [at]);
      }
    }
  }
}

function checkRetention(
  models: readonly CompiledModel[],
  purposes: ReadonlyMap<string, CompiledPurpose>,
  report: Report,
): void {
  const fields = models.flatMap((model) => model.fields);
  for (const [id, { input, role }] of purposes) {
    // As processor, the controller's instructions set the period (Art. 28(3)(g)).
    if (role === 'processor') continue;
    if (input.retention !== undefined && [input.retention].flat().length > 0) continue;
    const paths = fields.filter(({ uses }) => uses.some((use) => use.purpose === id));
    if (paths.length === 0) continue;
    const message = `It says of no field how long it is kept: ${paths.map(({ path }) => path).join(', ')}.`;
    report('field-retention-missing', `purposes.${id}`, message, [input.at]);
  }
}

/** Models that no other one nests; of those that only nest each other, one. */
function rootsOf(models: readonly CompiledModel[]): readonly CompiledModel[] {
  const nested = new Set(
    models.flatMap((model) => nestedIn(model).filter((inner) => inner !== model)),
  );
  const roots = models.filter((model) => !nested.has(model));
  const covered = new Set(reachable(roots));
  for (const model of models) {
    if (covered.has(model)) continue;
    roots.push(model);
    for (const inner of reachable([model])) covered.add(inner);
  }
  return roots;
}

function reachable(models: readonly CompiledModel[]): readonly CompiledModel[] {
  const found = new Set(models);
  for (const model of found) for (const inner of nestedIn(model)) found.add(inner);
  return [...found];
}

function nestedIn(model: CompiledModel): readonly CompiledModel[] {
  return model.fields.flatMap(({ nested }) => (nested === undefined ? [] : [nested.model]));
}

function hasPersonalField(model: CompiledModel): boolean {
  return model.fields.some(({ uses }) => uses.length > 0);
}
