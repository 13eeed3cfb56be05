using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>
/// The tour in the classic Jupyter notebook, in Chromium: <c>tests/clients/classic_notebook.mjs</c>. Look at
/// <c>tests/TestResults/classic-notebook</c>.
/// </summary>
[Collection(ShippedNotebooks.Name)]
public sealed class ClassicNotebookTests(InstalledKernel installed)
{
    [Fact]
    public async Task The_tour_shows_its_curves_drawn_by_Plotly_and_players_that_play()
    {
        Assert.SkipWhen(FrontEnds.NodeModules is null || FrontEnds.Browser is null,
            $"needs Chromium, and Node with its package playwright-core; {FrontEnds.Remedy}");
        // A copy, because the notebook saves itself; what it refers to stays where it is.
        var tour = await File.ReadAllTextAsync(ShippedNotebooks.Path("00-tour"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(installed.File("classic", "00-tour.ipynb"),
            tour.Replace("../lib/", $"{Repository.Root.Replace('\\', '/')}/lib/", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var pictures = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "TestResults", "classic-notebook"));

        var port = FreePort();
        using var server = ClientProcess.Start(InstalledKernel.Python(), installed.Environment, "-m", "notebook", "--no-browser",
            "--allow-root", "--ip=127.0.0.1", $"--port={port}",
            "--port-retries=0", "--NotebookApp.token=", "--NotebookApp.password=", $"--notebook-dir={installed.File("classic")}");
        try
        {
            _ = server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken); // its log; unread it would fill the pipe
            await Answer($"http://127.0.0.1:{port}/api");
            var seen = JsonNode.Parse(ClientProcess.Run("node", new Dictionary<string, string> { ["NODE_PATH"] = FrontEnds.NodeModules! },
                FrontEnds.Program("classic_notebook.mjs"), FrontEnds.Browser!,
                $"http://127.0.0.1:{port}/notebooks/00-tour.ipynb?kernel_name={InstalledKernel.Name}", pictures.FullName))!;
            Assert.Empty(seen["failed"]!.AsArray());
            Assert.Empty(seen["errors"]!.AsArray());
            var figures = seen["figures"]!.AsArray();
            Assert.Contains(figures, figure => (int)figure!["bars"]! > 5); // class balance
            Assert.Contains(figures, figure => (int)figure!["heatmaps"]! == 1); // spectrogram
            Assert.Contains(figures, figure => (int)figure!["curves"]! > 5); // ROC, one curve a genre
            Assert.True(seen["players"]!.AsArray().Count >= 2);
            Assert.All(seen["players"]!.AsArray(), seconds => Assert.InRange((double)seconds!, 1, 600));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Answer(string url)
    {
        using var client = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await client.GetStringAsync(url, TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }
}
