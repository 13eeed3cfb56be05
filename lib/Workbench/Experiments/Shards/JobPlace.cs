using System.Collections.Immutable;
using Workbench.Datasets.Fetch;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>Where a job is: a folder, or an address of an object storage, of which each machine copies what it needs.</summary>
internal sealed class JobPlace
{
    /// <summary>The file without which there is no job.</summary>
    public const string PlanFile = "job.json";

    private readonly Work work;

    private JobPlace(string name, string folder, DataFolder data, Work work) => (Name, Folder, Data, this.work) =
        (ObjectFolder.Is(name) ? name.TrimEnd('/') : name, folder, data, new() { Threads = work.Threads, Token = work.Token });

    /// <summary>What people call it: the folder, or the address.</summary>
    public string Name { get; }

    /// <summary>Where its files lie here.</summary>
    public string Folder { get; }

    /// <summary>Where copies are kept of what lies in object storages.</summary>
    public DataFolder Data { get; }

    private bool IsStored => ObjectFolder.Is(Name);

    /// <summary>Whether a job is planned at a place.</summary>
    public static bool IsPlanned(string name, Work work) =>
        ObjectFolder.Is(name) ? StoredPlan(name, work) is not null : File.Exists(Path.Combine(name, PlanFile));

    /// <summary>The place of a planned job, with the files of its plan; null where nothing is planned.</summary>
    /// <param name="name">The folder, or the address.</param>
    /// <param name="data">Where copies are kept; null for <see cref="DataFolder.Find"/>.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    public static JobPlace? Find(string name, DataFolder? data, Work work)
    {
        data ??= DataFolder.Find();
        if (!ObjectFolder.Is(name))
            return IsPlanned(name, work) ? new(name, name, data, work) : null;
        if (StoredPlan(name, work) is not { } plan)
            return null;
        // So that a job that is planned anew at the same address has another copy.
        var key = SpecJson.Hash(FormattableString.Invariant($"{name} {plan.Version} {plan.Modified:O}"))[..16];
        JobPlace place = new(name, Path.Combine(data.JobsPath, key), data, work);
        ObjectFolder.Fetch(name, place.Folder, withFolders: false, work);
        return place;
    }

    /// <summary>The place of a job that is to be planned.</summary>
    /// <inheritdoc cref="Find"/>
    public static JobPlace New(string name, DataFolder? data, Work work)
    {
        data ??= DataFolder.Find();
        return new(name, ObjectFolder.Is(name) ? TemporaryName.Of(Path.Combine(data.JobsPath, "plan")) : name, data, work);
    }

    /// <summary>What people call something in it.</summary>
    public string NameOf(string below) => IsStored ? $"{Name}/{below}" : Here(below);

    /// <summary>Whether a folder of it has a file.</summary>
    public bool Has(string below, string file) => IsStored
        ? ObjectFolder.List(NameOf(below), withFolders: false, work).Any(what => what.Key == file)
        : File.Exists(Path.Combine(Here(below), file));

    /// <summary>The names of those folders in a folder of it that have a file.</summary>
    public IEnumerable<string> FoldersWith(string below, string file) => IsStored
        ? from what in ObjectFolder.List(NameOf(below), withFolders: true, work)
          where what.Key.EndsWith($"/{file}", StringComparison.Ordinal)
          select what.Key[..^(file.Length + 1)]
        : from path in Directory.Exists(Here(below)) ? Directory.GetDirectories(Here(below)) : []
          where File.Exists(Path.Combine(path, file))
          select Path.GetFileName(path);

    /// <summary>The texts of the files in a folder of it, by their names.</summary>
    public ImmutableSortedDictionary<string, string> Texts(string below)
    {
        var path = Here(below);
        if (IsStored && ObjectFolder.List(NameOf(below), withFolders: false, work).Length > 0)
            ObjectFolder.Fetch(NameOf(below), path, work);
        if (!Directory.Exists(path))
            return ImmutableSortedDictionary<string, string>.Empty;
        var texts = Directory.GetFiles(path).ToImmutableSortedDictionary(file => Path.GetFileName(file), File.ReadAllText);
        if (IsStored)
            Directory.Delete(path, recursive: true);
        return texts;
    }

    /// <summary>Has a folder of it here.</summary>
    /// <param name="below">The folder, in which something is.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    public void Bring(string below, Work work)
    {
        if (IsStored)
            ObjectFolder.Fetch(NameOf(below), Here(below), work);
    }

    /// <summary>Has a folder of it, which was written here, where all machines see it; into a storage it is moved.</summary>
    /// <param name="below">The folder; empty for all.</param>
    /// <param name="last">Its file that says that the others are there; null where it has none.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    public void Send(string below, string? last, Work work)
    {
        if (!IsStored)
            return;
        var path = Here(below);
        ObjectFolder.Put(path, NameOf(below), work, last);
        Directory.Delete(path, recursive: true);
    }

    /// <summary>Deletes the files of a folder of it.</summary>
    public void Delete(string below)
    {
        if (IsStored)
            ObjectFolder.Delete(NameOf(below), work);
        else if (Directory.Exists(Here(below)))
            Directory.Delete(Here(below), recursive: true);
    }

    private static StoredObject? StoredPlan(string address, Work work) =>
        ObjectFolder.List(address, withFolders: false, work).FirstOrDefault(what => what.Key == PlanFile);

    private string Here(string below) => Path.Combine([Folder, .. below.Split('/')]);
}
