import { Router } from 'express';
import { onlyMethods } from '../http/only-methods.ts';

/** `GET /health`: the shop answers. */
export function healthRoutes(): Router {
  const router = Router();
  router
    .route('/health')
    .get((_req, res) => {
      res.json({ status: 'ok' });
    })
    .all(onlyMethods('GET'));
  return router;
}
