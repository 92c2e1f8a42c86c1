import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { accessCookie } from '../auth/tokens.ts';

/** The OpenAPI document, made from the contract objects, at `/openapi.json`, and pages at `/docs`. */
export const openapi = fp(async (app) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '新程 API', version: '0.1.0' },
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: accessCookie },
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        },
      },
    },
    transform: (input) => {
      const output = jsonSchemaTransform(input);
      // Zod has no schema for raw bytes; the document still says that a file is sent.
      if (input.route.config?.endpoint?.body === 'file')
        output.schema = { ...output.schema, body: { type: 'string', format: 'binary' } };
      if (input.route.config?.endpoint?.response === 'file')
        output.schema = {
          ...output.schema,
          response: {
            ...(output.schema.response as object),
            200: { description: '下载的文件', type: 'string', format: 'binary' },
          },
        };
      return output;
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
});
