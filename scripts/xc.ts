import { Fault } from './lib/console.ts';
import { demoAccounts } from './xc/demo-accounts.ts';
import { doctor } from './xc/doctor.ts';
import { importFiles } from './xc/import.ts';

const usage = `用法：npm run -s xc -- <命令>

  demo-accounts [--json]                          演示县各岗位的账号和密码
  doctor [--json]                                 检查这台机器和正在运行的新程
  import [roster|positions] <文件>… --dry-run [--json]
                                                  按顺序试读花名册或岗位表，不写入任何记录；类型不写就看表头`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const options = {
    json: args.includes('--json'),
    dryRun: args.includes('--dry-run'),
  };
  const [command, ...rest] = args.filter((arg) => !arg.startsWith('--'));
  try {
    switch (command) {
      case 'demo-accounts':
        return demoAccounts(options);
      case 'doctor':
        return await doctor(options);
      case 'import':
        return importFiles(rest, options);
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
