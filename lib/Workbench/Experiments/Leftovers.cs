using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets.Fetch;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>What a data folder holds that can be freed and made again. Runs are no such thing.</summary>
/// <param name="workspace">The data folder.</param>
public sealed class Leftovers(Workspace workspace)
{
    /// <summary>A download that was written to so lately may be under way.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(10);

    private readonly CacheCleaner cache = new(new(workspace.Data.DatabasePath));

    /// <summary>All of it, the largest of each kind first.</summary>
    /// <exception cref="WorkbenchException">The cache cannot be read.</exception>
    public ImmutableArray<Leftover> List() =>
        [.. Features().Concat(Checkpoints()).Concat(Downloads()).OrderBy(item => item.Kind).ThenByDescending(item => item.Bytes)];

    /// <summary>Frees some of it.</summary>
    /// <param name="items">What <see cref="List"/> told.</param>
    /// <returns>What could not be freed, as another process works with it.</returns>
    /// <exception cref="WorkbenchException">The disk does not let it go.</exception>
    public ImmutableArray<Leftover> Free(IEnumerable<Leftover> items)
    {
        var isTraining = workspace.Trainings.List().Count > 0;
        var all = items.ToLookup(item => isTraining && item.Kind != LeftoverKind.Downloads);
        var features = all[false].Where(item => item.Features is not null).ToArray();
        foreach (var item in all[false])
            Delete(item.Entry);
        return [.. all[true], .. features.Length == 0 || cache.Free(features.Select(item => item.Features!)) ? [] : features];
    }

    private IEnumerable<Leftover> Features() => cache.List().Select(features => new Leftover(LeftoverKind.Features,
        $"{NameOf(features)}, {features.Songs} songs", features.Bytes, features.LastUsed)
    { Features = features });

    private static string NameOf(CachedFeatures features) =>
        (features.Feature ?? FeatureSpec.Presets.FirstOrDefault(preset => preset.Value.Hash == features.SpecHash).Key
            ?? $"spec {features.SpecHash[..8]}")
        + (features.Version == FeatureExtractor.Version ? "" : $" of extractor version {features.Version}, which is no longer used");

    private IEnumerable<Leftover> Checkpoints() => Entries(workspace.Data.CheckpointsPath)
        .Select(entry => Of(LeftoverKind.Checkpoints, $"unfinished training {entry.Name[..Math.Min(8, entry.Name.Length)]}", entry));

    private IEnumerable<Leftover> Downloads()
    {
        var folder = workspace.Data.DatasetsPath;
        string[] names = [.. PublishedArchive.All.SelectMany(archive =>
            new[] { archive.FileName, $"{archive.FileName}.partial", $"{archive.Name}.partial" })];
        return
        [
            .. from entry in Entries(folder)
               where names.Contains(entry.Name) && IsIdle(entry)
               select Of(LeftoverKind.Downloads, entry.Name, entry),
            .. from entry in Entries(workspace.Data.JobsPath)
               where IsIdle(entry)
               select Of(LeftoverKind.Downloads, $"copy of job {entry.Name} in an object storage", entry),
        ];

        static bool IsIdle(FileSystemInfo entry) => entry.LastWriteTimeUtc < DateTime.UtcNow - UnderWay;
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFileSystemInfos() : [];

    private static Leftover Of(LeftoverKind kind, string what, FileSystemInfo entry) => new(kind, what,
        entry is FileInfo file ? file.Length : Run.BytesOf(entry.FullName),
        entry.LastWriteTimeUtc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
    { Entry = entry };

    private static void Delete(FileSystemInfo? entry)
    {
        try
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry?.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Of(entry!.FullName, error);
        }
    }
}
