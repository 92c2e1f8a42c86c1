import { Fault } from './lib/console.ts';

const usage = `用法：npm run -s xc -- <命令>

  demo-accounts [--json]                          演示县各岗位的账号和密码
  doctor [--json]                                 检查这台机器和正在运行的新程
  import [roster|positions] <文件>… --dry-run [--json]
                                                  按顺序试读花名册或岗位表，不写入任何记录；类型不写就看表头
  rank --set <文件夹> --out <文件> [--kind match|keyword] [--engine embedded|meilisearch|bm25] [--k 100] [--near <文件>] [--day <日期>]
                                                  给评测集排序，写成 TREC 结果；--near 另写差一点的
  eval --set <文件夹> [--run <文件>] [--run2 <文件>] [--near <文件>] [--k 10] [--json]
                                                  结果有多好；没有 --run 就先排序；--run2 与第二份比较
  explain <人员> <岗位> [--set <文件夹>] [--json]
                                                  一人一岗的得分、条件和可以做的；不写 --set 就看正在运行的新程
  verify ranking [--queries 1000] [--positions 1000] [--seed 1] [--json]
                                                  引擎、逐对打分和 SQL 的排序是否一致
  bench match [--sizes 10000,100000] [--queries 200] [--seconds 20] [--seed 1] [--skip orama,people] [--json]
                                                  与 SQL、MiniSearch、Orama 比速度
  bench keyword [--size 6000] [--seconds 20] [--seed 1] [--json]
                                                  关键词搜索与 Meilisearch、PostgreSQL 比准和快`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const options = {
    json: args.includes('--json'),
    dryRun: args.includes('--dry-run'),
  };
  const [command, ...rest] = args.filter((arg) => !arg.startsWith('--'));
  try {
    // Each command loads its own code only: some bring the whole API with them.
    switch (command) {
      case 'demo-accounts':
        return (await import('./xc/demo-accounts.ts')).demoAccounts(options);
      case 'doctor':
        return await (await import('./xc/doctor.ts')).doctor(options);
      case 'import':
        return (await import('./xc/import.ts')).importFiles(rest, options);
      case 'rank':
        return await (await import('./xc/rank.ts')).rank(after(command, args));
      case 'eval':
        return await (await import('./xc/evaluate.ts')).evaluate(after(command, args));
      case 'explain':
        return await (await import('./xc/explain.ts')).explain(after(command, args));
      case 'verify':
        return await (await import('./xc/verify.ts')).verify(after(command, args));
      case 'bench':
        return await (await import('./xc/bench.ts')).bench(after(command, args));
      default:
        process.stderr.write(`${usage}\n`);
        return 2;
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** What follows the command, options and their values included. */
function after(command: string, args: string[]): string[] {
  return args.slice(args.indexOf(command) + 1);
}
