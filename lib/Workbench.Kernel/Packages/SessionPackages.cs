using Workbench.Kernel.Output;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Packages;

/// <summary>The packages of a notebook: those of all its cells go together, and a later cell gets what the earlier ones have.</summary>
/// <param name="chain">The cells.</param>
/// <param name="cacheFolder">Where answers of NuGet are kept; null keeps none.</param>
internal sealed class SessionPackages(ScriptChain chain, string? cacheFolder)
{
    private readonly KeptAnswers kept = new(cacheFolder, chain.BaseDirectory);
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
        var wanted = lines.Where(line => !line.IsSource).Select(line => (Line: line, Package: line.Package())).ToList();
        sources = [.. sources.Concat(wider).DistinctBy(source => source.Place)];
        if (wanted.Count == 0)
            return;
        var (cell, note) = (CellContext.Current!, new CellNote(CellContext.Current!));
        try
        {
            var notes = Restore([.. wanted.Where(want => !IsThere(want.Line, want.Package))], note, cell.Token);
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
        if (!chain.Libraries.Host.IsInUse && chain.Libraries.HostNamedIn(chain.Libraries.Host.Names).IsEmpty)
            throw line.Wrong($"A library {package.Name} that #r names is in use already: leave one of the two out, and restart the kernel");
        chain.Libraries.UseHost();
        return true;
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
                throw RestoreErrors.Of(answer, [.. wanted.Select(want => want.Line)], [.. asked.Select(package => package.Name)], sources);
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
        var notes = chain.Libraries.Add(fresh, chain.PathsInUse());
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
