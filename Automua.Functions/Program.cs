using System.CommandLine;
using Automua.Functions.Commands;
using Automua.Functions.Hosting;

Option<string> listen = new("--listen") { Description = "Where to listen: ADDRESS:PORT.", HelpName = "ADDRESS:PORT" };
RootCommand program = new("Automua tells mail apps how to set up an account: Thunderbird, Outlook, Apple Mail and others.");
Command serve = new("serve", "Runs the service; this is what the program does without a command.");
foreach (Command command in (Command[])[program, serve])
{
    command.Options.Add(listen);
    command.SetAction((arguments, cancellation) => ServeCommand.RunAsync(arguments.GetValue(listen), cancellation));
}

program.Subcommands.Add(serve);
program.Subcommands.Add(ImportCommand.Create());
program.Subcommands.Add(ExportCommand.Create());
program.Subcommands.Add(PurgeCommand.Create());
program.Subcommands.Add(MigrateCommand.Create());
program.Subcommands.Add(DnsCommand.Create());
program.Subcommands.Add(CheckCommand.Create());
program.Subcommands.Add(HealthCommand.Create());
ParseResult arguments = program.Parse(args);
// The program ends by itself within LongestStop; the limit here only cuts off what hangs, with another exit code.
InvocationConfiguration running = new() { ProcessTerminationTimeout = 2 * AutomuaHost.LongestStop };
return await arguments.InvokeAsync(running) is var exitCode && arguments.Errors.Count > 0 ? ExitCode.Misunderstood : exitCode;
