using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Packages;

/// <summary>
/// Builds a project of a clone, unless what was built last was made of the same sources: then no program is started. Processes that want
/// the same take turns.
/// </summary>
internal static partial class ProjectBuild
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Builds, and waits for the end.</summary>
    /// <param name="project">The project.</param>
    /// <param name="waiting">Told every second for how many already.</param>
    /// <param name="token">Ends the build, with all that it has started.</param>
    /// <returns>The library.</returns>
    /// <exception cref="NotebookException">It cannot be built; the message says why.</exception>
    public static string Run(CloneProject project, Action<int> waiting, CancellationToken token)
    {
        var sources = Encoding.UTF8.GetBytes(Fingerprint(project));
        try
        {
            using var built = Open(project, waiting, token);
            var last = new byte[sources.Length];
            built.ReadAtLeast(last, last.Length, throwOnEndOfStream: false);
            if (File.Exists(project.Library) && last.SequenceEqual(sources) && OtherBuild(project) is null)
                return project.Library;
            built.SetLength(0); // a build that fails has made nothing
            Build(project, waiting, token);
            built.Position = 0;
            built.Write(sources);
            return OtherBuild(project) is not { } other ? project.Library
                : throw new NotebookException($"{other} was built again since this program was, which still has the build before: build "
                    + "the program again, and start it again");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{project.Path} cannot be built: {error.Message}", error);
        }
    }

    private static void Build(CloneProject project, Action<int> waiting, CancellationToken token)
    {
        string[] arguments = ["build", Path.GetFileName(project.Path), "-c", project.Configuration, "-v", "q", "-nologo", "-clp:NoSummary",
            "--disable-build-servers", "-p:RunAnalyzers=false", "-p:NuGetAudit=false",
            "-p:BuildProjectReferences=false"]; // it is to have the host's build of the library, and a new one would be another
        var (exitCode, said) = DotnetProcess.Run(project.Folder, arguments, waiting, token);
        if (exitCode != 0)
            throw new NotebookException(Failure(Path.GetFileNameWithoutExtension(project.Path), said));
        if (!File.Exists(project.Library))
            throw new NotebookException($"dotnet build {project.Path} has made no {project.Library}.");
    }

    /// <summary>The library of the host that lies beside the project's in another build; null where there is none.</summary>
    private static string? OtherBuild(CloneProject project)
    {
        var folder = Path.GetDirectoryName(project.Library)!;
        var other = project.Shared.FirstOrDefault(shared => BuildOf(Path.Combine(folder, Path.GetFileName(shared))) != BuildOf(shared));
        return other is null ? null : Path.GetFileName(other);
    }

    /// <summary>What tells one build of a library from another.</summary>
    private static Guid BuildOf(string library)
    {
        using var file = new PEReader(File.OpenRead(library));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    /// <summary>What is said of a build that failed: the first error, with the remedy where it is that packages are missing.</summary>
    private static string Failure(string name, string said)
    {
        var errors = ErrorLine().Matches(said);
        return errors.FirstOrDefault(error => error.Groups["code"].Value is "NU1101" or "NU1102" or "NU1301") is { } missing
            ? $"{name} could not be built, as packages that it needs are not on this machine "
                + $"({missing.Groups["text"].Value.Trim(' ', '.')}): connect, and run this again; once built, it needs no network"
            : $"{name} could not be built: {(errors is [var first, ..] ? first.Value : said).Trim().ReplaceLineEndings(" ")}";
    }

    /// <summary>The file that says what was built last; it is this process's alone as long as it is open.</summary>
    private static FileStream Open(CloneProject project, Action<int> waiting, CancellationToken token)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(project.Folder, "obj")).FullName, $"{project.Configuration}.built");
        for (var seconds = 1; ; seconds++)
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                token.WaitHandle.WaitOne(Pause);
                token.ThrowIfCancellationRequested();
                waiting(seconds);
            }
    }

    /// <summary>A number of the names, sizes and times of all files that the project is made of.</summary>
    private static string Fingerprint(CloneProject project)
    {
        var files = project.Sources.Append(project.Folder).Distinct().SelectMany(folder => FilesOf(new(folder)))
            .Select(file => FormattableString.Invariant($"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"))
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))));
    }

    private static IEnumerable<FileInfo> FilesOf(DirectoryInfo folder) => folder.EnumerateFiles().Concat(folder.EnumerateDirectories()
        .Where(inner => inner.Name is not ("bin" or "obj")).SelectMany(FilesOf));

    [GeneratedRegex(@"[^\r\n]*?\berror (?<code>[A-Z]+\d+): (?<text>[^\r\n]*)")]
    private static partial Regex ErrorLine();
}
