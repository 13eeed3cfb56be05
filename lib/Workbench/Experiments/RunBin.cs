using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// The runs that were deleted: their folders as they were, in another place of the data folder, until the bin is emptied. How often test
/// parts were opened stays counted.
/// </summary>
/// <param name="store">The store whose bin it is.</param>
/// <param name="data">The data folder.</param>
public sealed class RunBin(RunStore store, DataFolder data)
{
    /// <summary>What lies in the bin, in the order of the ids.</summary>
    public ImmutableArray<BinnedRun> Runs =>
        [.. RunStore.FoldersIn(data.BinPath).OrderBy(run => run.Name, StringComparer.Ordinal)
            .Select(run => new BinnedRun(run.Name, NameOf(run.FullName), Run.BytesOf(run.FullName)))];

    /// <summary>Takes a run out of the store and keeps it here.</summary>
    /// <param name="name">As <see cref="RunStore.Open"/> finds it; a damaged one too.</param>
    /// <exception cref="WorkbenchException">No such run in the store, or its folder cannot be moved.</exception>
    public BinnedRun Delete(string name)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(store.FolderOf(name)));
        if (RunStore.FoldersIn(data.RunsPath).All(run => run.FullName != folder))
            throw new WorkbenchException($"{folder}: no run of {data.RunsPath}; nothing else is deleted here.");
        return Move(folder, data.BinPath);
    }

    /// <summary>Puts a run back into the store.</summary>
    /// <param name="name">Its id, the beginning of it, or its name.</param>
    /// <exception cref="WorkbenchException">No such run in the bin, several that could be meant, or its folder cannot be moved.</exception>
    public BinnedRun Restore(string name)
    {
        var runs = Runs;
        var meant = runs.Where(run => run.Id == name || run.Name == name).ToArray() is { Length: > 0 } exact ? exact
            : [.. runs.Where(run => name.Length > 0 && run.Id.StartsWith(name, StringComparison.Ordinal))];
        return meant switch
        {
            [var one] => Move(Path.Combine(data.BinPath, one.Id), data.RunsPath),
            [] => throw new WorkbenchException($"{name}: no such run in the bin. "
                + (runs.IsEmpty ? "It is empty." : $"In it lie {string.Join(", ", runs.Select(run => run.Id))}.")),
            _ => throw new WorkbenchException($"{name}: {meant.Length} runs of the bin could be meant. "
                + $"Say which by its id: {string.Join(", ", meant.Select(run => run.Id))}."),
        };
    }

    /// <summary>Deletes for good what lies in the bin.</summary>
    /// <returns>What was deleted.</returns>
    /// <exception cref="WorkbenchException">A folder cannot be deleted; those before it are.</exception>
    public ImmutableArray<BinnedRun> Empty()
    {
        var runs = Runs;
        foreach (var run in runs)
            Told(Path.Combine(data.BinPath, run.Id), folder => Directory.Delete(folder, recursive: true));
        return runs;
    }

    private static BinnedRun Move(string folder, string place)
    {
        var id = Path.GetFileName(folder);
        var target = Path.Combine(place, id);
        if (Path.Exists(target))
            throw new WorkbenchException($"{target} is there already and is left as it is; move it elsewhere first.");
        Told(folder, _ =>
        {
            PrivateFolder.Create(place);
            Directory.Move(folder, target);
        });
        return new(id, NameOf(target), Run.BytesOf(target));
    }

    private static void Told(string folder, Action<string> change)
    {
        try
        {
            change(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Of(folder, error);
        }
    }

    private static string? NameOf(string folder)
    {
        try
        {
            return RunAbout.Read(folder).Name;
        }
        catch (WorkbenchException)
        {
            return null; // a damaged run is deleted and restored by its id
        }
    }
}
