using System.CommandLine;
using Workbench.Cli.Listening;
using Workbench.Cli.Ui;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench ui</c>.</summary>
internal static class UiCommand
{
    public static Command Create()
    {
        var port = SharedOptions.Port();
        var opens = new Option<bool>("--open") { Description = "Open the page in the browser." };
        var command = new Command("ui", """
            Serve a page with the runs, the trainings under way in any process, comparisons, and the songs with players, until Ctrl-C.
            It listens to this machine alone, and answers whoever has the address that it prints, which holds a token. Looking changes
            nothing.

            Examples:
              workbench ui
              workbench ui --open
              workbench ui --port 8000
            """) { port, opens };
        command.SetAction(async (parsed, token) =>
        {
            await using var server = await UiServer.StartAsync(SharedOptions.Workspace(), parsed.GetValue(port));
            Console.WriteLine(server.Address);
            Console.Error.WriteLine("Open this address in a browser; whoever has it sees your runs. Ctrl-C ends the page.");
            using var opened = parsed.GetValue(opens) ? BrowserStart.Of(server.Address) : null;
            await LocalServer.UntilStopped(token);
            return CommandRunner.Done;
        });
        return command;
    }
}
