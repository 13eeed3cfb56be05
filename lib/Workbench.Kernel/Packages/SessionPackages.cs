using Workbench.Kernel.Output;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Packages;

/// <summary>The packages of a notebook: those of all its cells go together, and a later cell gets what the earlier ones have.</summary>
/// <param name="chain">The cells.</param>
/// <param name="host">What the host gives.</param>
internal sealed class SessionPackages(ScriptChain chain, NotebookHost host)
{
    private readonly KeptAnswers kept = new(host.PackageCache, chain.BaseDirectory);
    private readonly Dictionary<string, RestoredPackage> restored = new(StringComparer.OrdinalIgnoreCase); // what is needed included
    private readonly HashSet<PackageRequest> answered = [];
    private readonly HashSet<string> said = [];
    private List<PackageRequest> asked = []; // in the versions that were chosen
    private List<PackageSource> sources = [];

    /// <summary>Does what the lines of a cell say, before its code is compiled.</summary>
    /// <param name="lines">The lines.</param>
    /// <exception cref="Languages.CodeException">A line is wrong, or there is no such package.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public void Install(IReadOnlyList<PackageLine> lines)
    {
        var wider = lines.Where(line => line.IsSource).Select(line => line.Source(chain.BaseDirectory));
        var wanted = lines.Where(line => !line.IsSource).Select(line => (Line: line, Package: OfHost(line.Package()))).ToList();
        sources = [.. sources.Concat(wider).DistinctBy(source => source.Place)];
        if (wanted.Count == 0)
            return;
        var (cell, note) = (CellContext.Current!, new CellNote(CellContext.Current!));
        try
        {
            var absent = wanted.Where(want => !IsThere(want.Line, want.Package)).ToLookup(want => ProjectOf(want.Package) is not null);
            foreach (var (line, package) in absent[true])
                Build(line, package, note, cell.Token);
            var notes = Restore([.. absent[false]], note, cell.Token);
            note.Show([.. wanted.Select(want => Installed(want.Package)).Distinct(StringComparer.OrdinalIgnoreCase), .. notes]);
        }
        catch (Exception error)
        {
            note.Replace("Not installed: " + string.Join(", ", wanted.Select(want => want.Package)));
            if (error is NotebookException)
                throw wanted[0].Line.Wrong(error.Message);
            throw;
        }
    }

    /// <summary>Whether the session has the package already, or the host brings it.</summary>
    private bool IsThere(PackageLine line, PackageRequest package)
    {
        if (restored.TryGetValue(package.Name, out var there))
            return answered.Contains(package) || package.IsMetBy(there.Version)
                ? true
                : throw line.Wrong($"{there.Name} {there.Version} is in use since an earlier cell, and {package.Version} is asked for: "
                    + "ask for that one in the first place, and restart the kernel");
        if (chain.Libraries.Host.VersionOf(package.Name) is not { } version || !package.IsMetBy(version))
            return false;
        UseHost(line, package.Name);
        return true;
    }

    /// <summary>Takes the host's libraries, which are those that its packages need.</summary>
    /// <param name="line">The line that needs them.</param>
    /// <param name="name">One of them.</param>
    private void UseHost(PackageLine line, string name)
    {
        if (!chain.Libraries.Host.IsInUse && chain.Libraries.HostNamedIn(chain.Libraries.Host.Names).IsEmpty)
            throw line.Wrong($"A library {name} that #r names is in use already: leave one of the two out, and restart the kernel");
        chain.Libraries.UseHost();
    }

    /// <summary>Of the host's makers' packages the version that belongs to the host, where none is asked for.</summary>
    private PackageRequest OfHost(PackageRequest package) => package.Version is null && Own(package) is { } own
        ? package with { Version = $"[{own.Version}]" }
        : package;

    private HostPackage? Own(PackageRequest package) =>
        host.Packages.FirstOrDefault(own => own.Name.Equals(package.Name, StringComparison.OrdinalIgnoreCase));

    private CloneProject? ProjectOf(PackageRequest package) =>
        Own(package) is { Project: { } project } own && package.IsMetBy(own.Version) ? project : null;

    /// <summary>Builds the project of the clone that makes a package, and takes over what it has made.</summary>
    private void Build(PackageLine line, PackageRequest package, CellNote note, CancellationToken token)
    {
        if (restored.ContainsKey(package.Name))
            return; // by a line before
        var (own, libraries) = (Own(package)!, chain.Libraries);
        if (libraries.Host.Names is [var name, ..])
            UseHost(line, name);
        var library = ProjectBuild.Run(own.Project!,
            seconds => note.Show([FormattableString.Invariant($"Building {own.Name}, once ... {seconds} s")]), token);
        var copy = libraries.Copies.Copy(library);
        string[] files = [.. Directory.GetFiles(Path.GetDirectoryName(copy)!, "*.dll")
            .Where(file => libraries.Host.Find(Path.GetFileNameWithoutExtension(file)) is null)];
        var built = new RestoredPackage(own.Name, own.Version, files, files, [], HasExtension: false); // native code is found where it lies
        libraries.Add([built], chain.PathsInUse());
        restored[own.Name] = built;
        answered.Add(package);
    }

    private IReadOnlyList<string> Restore(IReadOnlyList<(PackageLine Line, PackageRequest Package)> wanted, CellNote note,
        CancellationToken token)
    {
        if (wanted.Count == 0)
            return [];
        if (wanted.GroupBy(want => want.Package.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Select(want => want.Package.Version).Distinct().Count() > 1) is { } twice)
            throw twice.Last().Line.Wrong($"{twice.Key} is asked for in two versions: keep one of the lines");
        wanted = [.. wanted.DistinctBy(want => want.Package.Name, StringComparer.OrdinalIgnoreCase)];
        List<PackageRequest> question = [.. asked, .. wanted.Select(want => want.Package)];
        if (kept.Find(question, sources) is not { } answer)
        {
            var names = string.Join(", ", wanted.Select(want => want.Package));
            note.Show([$"Installing {names} ..."]);
            answer = PackageRestore.Run(question, sources, chain.BaseDirectory,
                seconds => note.Show([FormattableString.Invariant($"Installing {names} ... {seconds} s")]), token);
            if (answer.Errors.Any())
                throw RestoreErrors.Of(answer, [.. wanted.Select(want => want.Line)], [.. asked.Select(package => package.Name)], sources,
                    host.Packages);
            kept.Keep(question, sources, answer);
        }
        return Take(answer, wanted);
    }

    /// <summary>Takes over what NuGet has found, if it goes with what is there.</summary>
    private IReadOnlyList<string> Take(RestoreAnswer answer, IReadOnlyList<(PackageLine Line, PackageRequest Package)> wanted)
    {
        foreach (var package in answer.Packages)
            if (restored.TryGetValue(package.Name, out var there) && there.Version != package.Version)
                throw wanted[0].Line.Wrong($"This needs {package.Name} {package.Version}, and {there.Version} is in use since an earlier "
                    + "cell: restart the kernel and write all packages into one cell");
        RestoredPackage[] fresh = [.. answer.Packages.Where(package => !restored.ContainsKey(package.Name))];
        var ofHost = fresh.Where(package => chain.Libraries.Host.VersionOf(package.Name) == package.Version).ToList();
        if (ofHost is [var library, ..])
            UseHost(wanted[0].Line, library.Name); // two builds of it would have types of one name that are not the same
        var notes = chain.Libraries.Add([.. fresh.Except(ofHost)], chain.PathsInUse());
        foreach (var package in fresh)
            restored[package.Name] = package;
        answered.UnionWith(wanted.Select(want => want.Package));
        asked = [.. asked, .. wanted.Select(want => new PackageRequest(want.Package.Name, $"[{restored[want.Package.Name].Version}]"))];
        return
        [
            .. answer.Log.Select(message => RestoreErrors.AsWritten($"{message.Code}: {message.Text}", sources)).Where(said.Add), .. notes,
            .. fresh.Where(package => package.HasExtension)
                .Select(package => $"{package.Name} has an extension of .NET Interactive, which this kernel does not run"),
        ];
    }

    private string Installed(PackageRequest package) => restored.TryGetValue(package.Name, out var there)
        ? $"Installed {there.Name} {there.Version}"
        : $"{package.Name} {chain.Libraries.Host.VersionOf(package.Name)} comes with this kernel";
}
