using System.Net;
using System.Net.Sockets;
using Workbench.Kernel.Libraries;
using Workbench.Kernel.Scripting;

namespace Workbench.Tests.Kernel.Packages;

/// <summary><c>#r "nuget: ..."</c> in cells, asked of a feed that the tests make.</summary>
[Collection(ProcessWide.Name)]
public sealed class PackageTests : IDisposable
{
    private readonly PackageFolder packages = new();

    public void Dispose() => packages.Dispose();

    [Fact]
    public void A_package_is_installed_with_those_that_it_needs_and_later_cells_have_it()
    {
        packages.Pack("Inner", "1.0.0");
        packages.Pack("Outer", "2.0.0", needs: "Inner 1.0.0");
        var session = packages.Start();
        Assert.Equal("Inner 1.0.0 Outer 2.0.0 ", packages.Value(session, "var one = 1;\n#r \"nuget: Outer, 2.0\"\nOuterText.Value"));
        Assert.Equal("Installing Outer 2.0 ...", packages.Shown[0]);
        Assert.Equal("<-Installed Outer 2.0.0", packages.Shown[^1]);
        Assert.Equal("Inner 1.0.0 ", packages.Value(session, "InnerText.Value"));
        Assert.Contains(session.Complete("OuterText.", 10).Items, item => item.Text == "Value");
        Assert.Equal("string OuterText.Value", session.Inspect("OuterText.Value", 12)?.Split('\n')[0]);
    }

    [Fact]
    public void A_cell_that_runs_again_says_the_same_and_another_version_asks_for_a_restart()
    {
        packages.Pack("Tiny", "1.0.0");
        packages.Pack("Tiny", "2.0.0");
        var session = packages.Start();
        packages.Run(session, "#r \"nuget: Tiny, 1.0.0\"");
        packages.Shown.Clear();
        Assert.Equal("Tiny 1.0.0 ", packages.Value(session, "#r \"nuget: Tiny, 1.0.0\"\n#r \"nuget:tiny\"\nTinyText.Value"));
        Assert.Equal(["Installed Tiny 1.0.0"], packages.Shown);
        var error = packages.Error(session, "\n#r \"nuget: Tiny, 2.0.0\"");
        Assert.Equal("Tiny 1.0.0 is in use since an earlier cell, and 2.0.0 is asked for: ask for that one in the first place, and restart "
            + "the kernel", error.Message);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public void Stars_ranges_and_no_version_are_as_NuGet_has_them()
    {
        foreach (var version in new[] { "1.0.0", "1.5.0", "2.0.0", "3.0.0-beta" })
            packages.Pack("Tiny", version);
        string? With(string version) => packages.Value(packages.Start(), $"#r \"nuget: Tiny{version}\"\nTinyText.Value");
        Assert.Equal("Tiny 2.0.0 ", With(""));
        Assert.Equal("Tiny 1.5.0 ", With(", 1.*"));
        Assert.Equal("Tiny 3.0.0-beta ", With(", *-*"));
        Assert.Equal("Tiny 1.5.0 ", With(", [1.2, 2.0)"));
        Assert.Equal("Tiny 1.0.0 ", With(",[1.0.0]"));
    }

    [Fact]
    public void A_later_package_that_needs_another_version_of_an_earlier_one_asks_for_a_restart()
    {
        packages.Pack("Inner", "1.0.0");
        packages.Pack("Inner", "2.0.0");
        packages.Pack("Old", "1.0.0", needs: "Inner 1.0.0");
        packages.Pack("New", "1.0.0", needs: "Inner 2.0.0");
        var session = packages.Start();
        packages.Value(session, "#r \"nuget: Old\"");
        Assert.Equal("This needs Inner 2.0.0, and 1.0.0 is in use since an earlier cell: restart the kernel and write all packages into "
            + "one cell", packages.Error(session, "#r \"nuget: New\"").Message);
        Assert.Equal("<-Not installed: New", packages.Shown[^1]);
        Assert.Equal("Inner 2.0.0 Old 1.0.0 ", packages.Value(packages.Start(), "#r \"nuget: Old\"\n#r \"nuget: New\"\nOldText.Value"));
    }

    [Fact]
    public void A_library_that_a_path_names_and_an_older_one_is_in_use_asks_for_a_restart()
    {
        packages.Pack("Tiny", "1.0.0");
        packages.Pack("Tiny", "2.0.0");
        var session = packages.Start();
        Assert.Equal("Tiny 1.0.0 ", packages.Value(session, "#r \"built/Tiny.1.0.0/Tiny.dll\"\nTinyText.Value"));
        Assert.Equal("Tiny 2.0.0 brings Tiny 2.0.0.0, and 1.0.0.0 is in use already: restart the kernel and write this line into the "
            + "first cell", packages.Error(session, "#r \"nuget: Tiny\"").Message);
        Assert.Equal("Tiny 1.0.0 ", packages.Value(session, "TinyText.Value"));
    }

    [Fact]
    public void Lines_about_packages_stand_in_files_that_are_loaded_or_imported_and_in_FSharp()
    {
        packages.Pack("One", "1.0.0", feed: "more");
        packages.Pack("Two", "1.0.0");
        packages.Pack("Three", "1.0.0");
        packages.Folder.Write("inner.csx", "#i \"nuget: more\"\n#r \"nuget: One\"\nvar one = OneText.Value;");
        packages.Folder.Write("outer.csx", "#load \"inner.csx\"");
        packages.Folder.Write("two.csx", "#r \"nuget: Two\"\nvar two = TwoText.Value;");
        var session = packages.Start();
        Assert.Equal("One 1.0.0 Two 1.0.0 ", packages.Value(session, "#load \"outer.csx\"\n#!import two.csx\none + two"));
        Assert.Equal("Three 1.0.0 Two 1.0.0 ",
            packages.Value(session, "#!fsharp\n#r \"nuget: Three\"\nThreeText.Value + TwoText.Value"));
    }

    [Fact]
    public void Text_that_only_looks_like_a_line_about_packages_stays_text()
    {
        Assert.Equal("#r \"nuget: Nothing\"",
            packages.Value(packages.Start(), "var text = \"\"\"\n    #r \"nuget: Nothing\"\n    \"\"\";\ntext"));
        Assert.StartsWith("CS0006", packages.Error("#r \"nuget/Nothing.dll\"").Message, StringComparison.Ordinal);
        Assert.Empty(packages.Shown);
    }

    [Fact]
    public void Native_code_for_this_system_is_found()
    {
        var sqlite = Directory.EnumerateFiles(AppContext.BaseDirectory, "*e_sqlite3.*", SearchOption.AllDirectories)
            .First(file => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file))) == RuntimeNames.Portable
                && Path.GetExtension(file) is ".so" or ".dylib" or ".dll");
        var file = Path.GetFileName(sqlite).Replace("e_sqlite3", "tinynative", StringComparison.Ordinal);
        packages.Pack("Tiny", "1.0.0", files: [($"runtimes/{RuntimeNames.Portable}/native/{file}", File.ReadAllBytes(sqlite))], code: """
            public static class Tiny
            {
                [System.Runtime.InteropServices.DllImport("tinynative", EntryPoint = "sqlite3_libversion_number")]
                public static extern int Version();
            }
            """);
        Assert.StartsWith("3", packages.Value(packages.Start(), "#r \"nuget: Tiny\"\nTiny.Version()"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_kernel_asks_nobody_as_long_as_the_files_are_there()
    {
        packages.Pack("Tiny", "1.0.0");
        packages.Value(packages.Start(), "#r \"nuget: Tiny, 1.0.0\"");
        Directory.Delete(packages.Folder.File("feed"), recursive: true);
        packages.Shown.Clear();
        Assert.Equal("Tiny 1.0.0 ", packages.Value(packages.Start(), "#r \"nuget: Tiny, 1.0.0\"\nTinyText.Value"));
        Assert.Equal(["Installed Tiny 1.0.0"], packages.Shown);
        Directory.Delete(packages.Installed, recursive: true);
        Assert.Equal("Tiny is not among the packages on this machine, and feed was not reached: connect, or name a folder that holds the "
            + ".nupkg files by #i \"nuget: FOLDER\"",
            packages.Error("#r \"nuget: Tiny, 1.0.0\"").Message.Replace(packages.Folder.Path + Path.DirectorySeparatorChar, "",
                StringComparison.Ordinal));
        Assert.Equal("Installing Tiny 1.0.0 ...", packages.Shown[1]);
    }

    [Fact]
    public void A_damaged_answer_is_asked_for_again()
    {
        packages.Pack("Tiny", "1.0.0");
        packages.Value(packages.Start(), "#r \"nuget: Tiny\"");
        foreach (var damaged in new[] { "{", "{}", "{\"Packages\":[{\"Name\":\"Tiny\"}],\"Log\":[]}" })
        {
            File.WriteAllText(Assert.Single(Directory.GetFiles(packages.Host.PackageCache!)), damaged);
            Assert.Equal("Tiny 1.0.0 ", packages.Value(packages.Start(), "#r \"nuget: Tiny\"\nTinyText.Value"));
        }
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        packages.Pack("Tiny", "1.0.0");
        packages.Pack("Early", "1.0.0-beta");
        Assert.Equal("There is no package Tinny in feed: check its name; #i \"nuget: ADDRESS OR FOLDER\" adds a feed",
            packages.Error("#r \"nuget: Tinny\"").Message);
        Assert.Equal("Unable to find package Tiny with version (>= 3.0.0); Found 1 version(s) in feed [ Nearest version: 1.0.0 ]",
            packages.Error("#r \"nuget: Tiny, 3.0\"").Message);
        Assert.Equal("Unable to find a stable package Early with version (>= 0.0.0); Found 1 version(s) in feed "
            + "[ Nearest version: 1.0.0-beta ]. Ask for one before its release: #r \"nuget: Early, *-*\"",
            packages.Error("#r \"nuget: Early\"").Message);
        var error = packages.Error("#r \"nuget: Tiny\"\n#r \"nuget: Tinny\"");
        Assert.Equal(("PackageError", 2, 1), (error.Name, error.Line, error.Traceback.Count));
        Assert.Equal("Tiny is asked for in two versions: keep one of the lines",
            packages.Error("#r \"nuget: Tiny, 1.0\"\n#r \"nuget: Tiny\"").Message);
    }

    [Fact]
    public void A_version_that_stands_in_for_another_and_an_extension_that_is_not_run_are_said()
    {
        packages.Pack("Tiny", "1.5.0", files: [("interactive-extensions/dotnet/extension.dib", [])]);
        Assert.Equal("Tiny 1.5.0 ", packages.Value(packages.Start(), "#r \"nuget: Tiny, 1.2.0\"\nTinyText.Value"));
        Assert.Equal("<-Installed Tiny 1.5.0\nNU1603: notebook depends on Tiny (>= 1.2.0) but Tiny 1.2.0 was not found. Tiny 1.5.0 was "
            + "resolved instead.\nTiny has an extension of .NET Interactive, which this kernel does not run", packages.Shown[^1]);
    }

    [Fact]
    public async Task The_stop_button_ends_the_program_that_asks()
    {
        packages.Pack("Tiny", "1.0.0");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var stop = new CancellationTokenSource();
        var session = packages.Start();
        var cell = Task.Run(() => packages.Run(session, $"#i \"nuget: https://{silent.LocalEndpoint}/v3/index.json\"\n#r \"nuget: Tiny\"",
            stop.Token), TestContext.Current.CancellationToken);
        using var asking = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.Equal(CellOutcome.Interrupted, (await cell).Outcome);
        Assert.Equal("<-Not installed: Tiny", packages.Shown[^1]);
        // Its end of the connection is closed, as it is when its process is gone.
        var buffer = new byte[1 << 16];
        while (await asking.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
        {
            // what it had sent
        }
        Assert.Equal("2", packages.Value(session, "1 + 1"));
    }

    [Fact]
    public void The_published_packages_work_where_the_network_is_there()
    {
        Assert.SkipUnless(Reaches("api.nuget.org"), "needs https://api.nuget.org");
        using var session = new NotebookSession(Path.GetTempPath());
        var result = packages.Run(session, "#r \"nuget: MathNet.Numerics, 5.0.0\"\n#r \"nuget: Plotly.NET, 6.0.0\"\n"
            + "new MathNet.Numerics.Distributions.Normal(3, 1).Mean + Microsoft.FSharp.Core.FSharpOption<int>.Some(4).Value");
        Assert.Equal("7", (string?)result.Value?.ToJson()["text/plain"]);
        Assert.Equal("Trace", packages.Value(session, "#!fsharp\nopen Plotly.NET\nTrace(\"scatter\").GetType().Name"));
    }

    private static bool Reaches(string name)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        try
        {
            return client.GetAsync(new Uri($"https://{name}/v3/index.json")).GetAwaiter().GetResult().IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
