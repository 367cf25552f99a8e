import { findCanaries } from '@lawful/core/testing';
import { Processing, Returns } from '@lawful/nest';
import { Body, Controller, Get, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { describe, expect, test } from 'vitest';
import { type Answer, type NoAnswer, send } from '../scenarios/client.ts';
import { tokenOf } from '../scenarios/identity.ts';
import { Done, Member, NewMember } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { PLATFORMS, type Serving, serve } from './serving.ts';

const { anna } = PEOPLE;

@Controller()
class Uploads {
  @Processing('membership') @Returns(Done) @Post('members') add(
    @Body() _member: NewMember,
  ): object {
    return { done: true };
  }
  @Processing('membership') @Returns(Member) @Get('card') card(): object {
    return memberOf('anna');
  }
}

/** Reads files by the means of Nest on Express, after the gate. */
@Controller()
class Photos {
  @Processing('membership')
  @Returns(Done)
  @Post('photos')
  @UseInterceptors(FileInterceptor('photo'))
  add(@UploadedFile() photo: { readonly size: number } | undefined): object {
    return { done: photo !== undefined };
  }
}

const WHOLE = `--b\r\nContent-Disposition: form-data; name="photo"; filename="a.png"\r\n\r\n${anna.email}\r\n--b--\r\n`;

/** Bodies that are no multipart, though they say so. */
const MALFORMED: Readonly<Record<string, readonly [type: string, body: string]>> = {
  'without a boundary': ['multipart/form-data', WHOLE],
  'with an empty boundary': ['multipart/form-data; boundary=', WHOLE],
  'that breaks off': ['multipart/form-data; boundary=b', WHOLE.slice(0, -9)],
  'that never begins': ['multipart/form-data; boundary=b', anna.email],
  'with a broken header': [
    'multipart/form-data; boundary=b',
    `--b\r\n${anna.email}\r\n\r\nx\r\n--b--\r\n`,
  ],
  'with another boundary': ['multipart/form-data; boundary=other', WHOLE],
};

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  test.each(Object.keys(MALFORMED))(
    'answers a multipart body %s with a problem where a model is declared, and goes on',
    async (how) => {
      await using serving = await serve(platform, { controllers: [Uploads] });
      const answer = await upload(serving, '/members', how);
      expect(answer).toMatchObject({ status: 415, ...PROBLEM });
      expect(findCanaries(textOf(answer), anna)).toEqual([]);
      expect(await serving.ask('GET', '/card')).toMatchObject({ status: 200 });
    },
  );
});

describe('Nest on Express with an interceptor that reads files', () => {
  test.each(Object.keys(MALFORMED).filter((how) => !how.includes('empty boundary')))(
    'answers a multipart body %s with a problem, and goes on',
    async (how) => {
      await using serving = await serve('express', { controllers: [Uploads, Photos] });
      const answer = await upload(serving, '/photos', how);
      expect(answer).toMatchObject({ status: 400, ...PROBLEM });
      expect(findCanaries(textOf(answer), anna)).toEqual([]);
      expect(await serving.ask('GET', '/card')).toMatchObject({ status: 200 });
    },
  );

  test('takes a body with an empty boundary for none', async () => {
    await using serving = await serve('express', { controllers: [Photos] });
    const answer = await upload(serving, '/photos', 'with an empty boundary');
    expect(answer).toMatchObject({ status: 201, text: '{"done":false}' });
  });

  test('lets a whole one in', async () => {
    await using serving = await serve('express', { controllers: [Photos] });
    const answer = await uploadAs(serving, '/photos', 'multipart/form-data; boundary=b', WHOLE);
    expect(answer).toMatchObject({ status: 201, text: '{"done":true}' });
  });
});

const PROBLEM = {
  headers: { 'content-type': expect.stringMatching(/^application\/problem\+json/) },
};

function upload(serving: Serving, path: string, how: string): Promise<Answer | NoAnswer> {
  const [type = '', body = ''] = MALFORMED[how] ?? [];
  return uploadAs(serving, path, type, body);
}

async function uploadAs(
  { app, world }: Serving,
  path: string,
  type: string,
  body: string,
): Promise<Answer | NoAnswer> {
  return send({
    method: 'POST',
    url: (await app.getUrl()) + path,
    headers: {
      authorization: `Bearer ${tokenOf({ type: 'member', id: anna.id }, world.now() + 60_000)}`,
      'content-type': type,
    },
    body,
  });
}

function textOf(answer: Answer | NoAnswer): string {
  return typeof answer === 'string' ? answer : answer.text;
}
