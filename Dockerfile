# Built in one image, which has the compilers that the SQLite driver needs where no prebuilt one can be had, and run in another
# without them.
FROM node:20 AS build
WORKDIR /accord
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATABASE_URL=sqlite:/data/accord.db
WORKDIR /accord
COPY --from=build /accord/package.json ./
COPY --from=build /accord/node_modules ./node_modules
COPY --from=build /accord/dist ./dist
COPY --from=build /accord/seeds ./seeds
COPY --from=build /accord/schema ./schema
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:4000/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which would not pass on the signal that stops it.
CMD ["node", "dist/main.js", "start"]
