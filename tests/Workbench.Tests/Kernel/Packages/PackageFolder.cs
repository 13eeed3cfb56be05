using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Scripting;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Packages;

/// <summary>A notebook's folder with a feed of packages made here, which is the only one that NuGet knows there.</summary>
internal sealed class PackageFolder : IDisposable
{
    private const string Feed = "feed";

    private readonly List<NotebookSession> sessions = [];
    private int cells;

    public PackageFolder()
    {
        Directory.CreateDirectory(Folder.File(Feed));
        Folder.Write("NuGet.Config", $"""
            <configuration>
              <packageSources><clear /><add key="{Feed}" value="{Feed}" /></packageSources>
              <config><add key="globalPackagesFolder" value="installed" /></config>
            </configuration>
            """);
        Host = new() { PackageCache = Folder.File("answers") };
    }

    public TempFolder Folder { get; } = new();

    public NotebookHost Host { get; set; }

    /// <summary>Where NuGet puts the packages.</summary>
    public string Installed => Folder.File("installed");

    /// <summary>What cells have shown; what stands in the place of something shown before begins with <c>&lt;-</c>.</summary>
    public List<string> Shown { get; } = [];

    /// <summary>A kernel that has just been started.</summary>
    public NotebookSession Start()
    {
        sessions.Add(new(Folder.Path, host: Host));
        return sessions[^1];
    }

    /// <summary>Runs a cell.</summary>
    public CellResult Run(NotebookSession session, string code, CancellationToken token = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(token, TestContext.Current.CancellationToken);
        return session.Execute(code, $"cell {++cells}", new Notes(Shown), both.Token);
    }

    /// <summary>The value of a cell that completes, as text.</summary>
    public string? Value(NotebookSession session, string code)
    {
        var result = Run(session, code);
        Assert.Null(result.Error?.Message);
        return (string?)result.Value?.ToJson()["text/plain"];
    }

    /// <summary>The error of a cell that fails, in a kernel of its own.</summary>
    public CellError Error(string code) => Error(Start(), code);

    /// <summary>The error of a cell that fails.</summary>
    public CellError Error(NotebookSession session, string code)
    {
        var result = Run(session, code);
        Assert.Equal(CellOutcome.Failed, result.Outcome);
        return result.Error!;
    }

    /// <summary>Packs a library of the package's name with one static class, <c>NAMEText</c>, whose <c>Value</c> is the version.</summary>
    /// <param name="name">The package's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="needs">Another package of the feed, as <c>NAME VERSION</c>, whose value the value begins with.</param>
    /// <param name="code">The code in the place of that class.</param>
    /// <param name="files">Further files.</param>
    /// <param name="feed">The folder of the feed.</param>
    public void Pack(string name, string version, string? needs = null, string? code = null, (string Path, byte[] Content)[]? files = null,
        string feed = Feed)
    {
        string[]? other = needs?.Split(' ');
        code ??= $"public static class {name}Text {{ public static string Value => {(other is null ? "" : $"{other[0]}Text.Value + ")}"
            + $"\"{name} {version} \"; }}";
        MetadataReference[] references = [MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
            .. other is null ? [] : new[] { MetadataReference.CreateFromFile(Built(other[0], other[1])) }];
        var library = Built(name, version);
        var number = $"[assembly: System.Reflection.AssemblyVersion(\"{version.Split('-')[0]}\")]\n";
        var emitted = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(number + code)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(library);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        using var archive = ZipFile.Open(Folder.File(feed, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        Add(archive, $"{name}.nuspec", Encoding.UTF8.GetBytes($"""
            <package><metadata><id>{name}</id><version>{version}</version><authors>test</authors><description>test</description>
            <dependencies><group targetFramework="net10.0">
            {(other is null ? "" : $"<dependency id=\"{other[0]}\" version=\"{other[1]}\" />")}
            </group></dependencies></metadata></package>
            """));
        Add(archive, $"lib/net10.0/{name}.dll", File.ReadAllBytes(library));
        foreach (var (path, content) in files ?? [])
            Add(archive, path, content);
    }

    public void Dispose()
    {
        sessions.ForEach(session => session.Dispose());
        Folder.Dispose();
    }

    private string Built(string name, string version) => Folder.File("built", $"{name}.{version}", $"{name}.dll");

    private static void Add(ZipArchive archive, string path, byte[] content)
    {
        using var entry = archive.CreateEntry(path).Open();
        entry.Write(content);
    }

    private sealed class Notes(List<string> shown) : Workbench.Kernel.Output.IOutputSink
    {
        public void Stream(string name, string text) => shown.Add($"{name}: {text}");

        public void Display(MimeBundle data, string displayId) => shown.Add(Text(data));

        public void Update(MimeBundle data, string displayId) => shown.Add("<-" + Text(data));

        public void Clear(bool wait) => throw new NotSupportedException(wait.ToString(CultureInfo.InvariantCulture));

        private static string Text(MimeBundle data) => (string)data.ToJson()[MimeBundle.PlainText]!;
    }
}
