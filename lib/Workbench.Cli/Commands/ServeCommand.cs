using System.CommandLine;
using System.Net;
using Workbench.Cli.Listening;
using Workbench.Cli.Serve;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var (run, model) = (SharedOptions.Run(), SharedOptions.Model());
        var port = SharedOptions.Port();
        var host = new Option<IPAddress>("--host")
        {
            HelpName = "ADDRESS",
            Description = "The address of this machine that it listens at. Any but 127.0.0.1 lets other machines ask, and wants a --token.",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                var text = result.Tokens is [{ Value: var value }] ? value : "";
                if (IPAddress.TryParse(text, out var address))
                    return address;
                result.AddError($"--host {text} is no address; write one of this machine in digits, as 192.168.0.10, or 0.0.0.0 for all.");
                return null;
            },
        };
        var token = new Option<AccessToken?>("--token")
        {
            Description = $"What whoever asks must know, {AccessToken.Form}; one is made and printed if left out.",
            CustomParser = result =>
            {
                if (AccessToken.TryOf(result.Tokens is [{ Value: var text }] ? text : "") is { } given)
                    return given;
                result.AddError($"--token must be {AccessToken.Form}; leave it out for one that nobody guesses.");
                return null;
            },
        };
        var threads = SharedOptions.Threads();
        var command = new Command("serve", """
            Answer media servers and players which songs sound alike, until Ctrl-C. It is the extension sonicSimilarity of OpenSubsonic
            (getSonicSimilarTracks, findSonicPath), over the songs of a run or of an exported catalogue. It listens to this machine alone
            unless --host says otherwise, answers whoever has the token, only reads, and asks nobody. Songs go by their paths below the
            dataset's folder.

            Examples:
              workbench serve
              workbench serve --run my-run --port 4533
              workbench serve --model my-model --host 192.168.0.10 --token correct-horse-battery-staple
            """) { run, model, port, host, token, threads };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.Validators.Add(result =>
        {
            if (result.GetResult(host) is { Implicit: false, Tokens: [{ Value: var text }] } && IPAddress.TryParse(text, out var address)
                && !IPAddress.IsLoopback(address) && result.GetResult(token) is null)
                result.AddError($"--host {text} lets other machines ask; choose a --token that they must know.");
        });
        command.SetAction(async (parsed, stop) =>
        {
            var chosen = ChosenModel.Open(parsed.GetValue(run), parsed.GetValue(model));
            var songs = ProgressBars.During(work => chosen.Recommender(work, null, null), parsed.GetValue(threads), stop);
            var (address, given) = (parsed.GetValue(host)!, parsed.GetValue(token));
            var secret = given ?? AccessToken.New();
            await using var server = await SonicServer.StartAsync(songs, address, parsed.GetValue(port), secret);
            Console.WriteLine(server.Origin);
            if (given is null)
                Console.WriteLine(secret.Text);
            Console.Error.WriteLine($"{songs.Tracks.Length} songs of {chosen.Name}, for programs that speak OpenSubsonic: the token is "
                + "their API key, or the password of a user of any name. Ctrl-C ends it.");
            if (!IPAddress.IsLoopback(address))
                Console.Error.WriteLine($"Warning: other machines can ask at {address}, and what is sent is not encrypted, the token "
                    + "neither. Leave --host out, or put a proxy with TLS before it.");
            await LocalServer.UntilStopped(stop);
            return CommandRunner.Done;
        });
        return command;
    }
}
