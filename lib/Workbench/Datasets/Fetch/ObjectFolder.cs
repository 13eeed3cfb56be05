using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>
/// Brings what lies below a place of an object storage into a folder, and a folder there: datasets, and the folders of jobs that machines
/// without a common disk share. Files that are there already, of the same length and time, are left alone, so that the same call goes on
/// where it was stopped; files of the other side that this one does not have stay.
/// </summary>
public static class ObjectFolder
{
    /// <summary>What an address looks like.</summary>
    public const string Example = Scheme + "bucket/music";

    private const string Scheme = "s3://", Library = "Workbench.Storage";

    private const int MostVainTries = 5;

    /// <summary>Storages tell times in whole seconds.</summary>
    private static readonly TimeSpan StorageClock = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    /// <summary>Whether a text is the address of a place in an object storage.</summary>
    public static bool Is(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder of a data folder that an address is fetched into: one a bucket, and in it one a part of the names.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="address">For instance <c>s3://bucket/music</c>.</param>
    /// <exception cref="WorkbenchException">It is no address, or leads out of the folder.</exception>
    public static string PlaceIn(DataFolder data, string address)
    {
        var (bucket, prefix) = Parse(address);
        return PlaceOf(Path.Combine(bucket, prefix.TrimEnd('/')), Path.GetFullPath(data.DatasetsPath), address);
    }

    /// <summary>Where a file lies on a machine with a data folder, after it was fetched.</summary>
    /// <param name="pathOrAddress">Its address; a path stays what it is.</param>
    /// <param name="data">The data folder.</param>
    internal static string PathOf(string pathOrAddress, DataFolder data) =>
        Is(pathOrAddress) ? PlaceIn(data, pathOrAddress) : pathOrAddress;

    /// <summary>Fetches what lies below an address. Of what breaks off, the beginning is kept and gone on with.</summary>
    /// <param name="address">For instance <c>s3://bucket/music</c>.</param>
    /// <param name="folder">Made if absent.</param>
    /// <param name="work">
    /// Files at a time; told of bytes; what is done when it is stopped is kept. Null for <see cref="Work.Default"/>.
    /// </param>
    /// <returns>How many files came.</returns>
    /// <exception cref="WorkbenchException">
    /// The storage does not answer or refuses, there is nothing, a name leads out of the folder, there is no room, or what came is not what
    /// lies there.
    /// </exception>
    public static int Fetch(string address, string folder, Work? work = null) => Fetch(address, folder, withFolders: true, work);

    /// <inheritdoc cref="Fetch(string, string, Work?)"/>
    /// <param name="address">For instance <c>s3://bucket/music</c>.</param>
    /// <param name="folder">Made if absent.</param>
    /// <param name="withFolders">Whether what lies in folders there comes too.</param>
    /// <param name="work">As there.</param>
    internal static int Fetch(string address, string folder, bool withFolders, Work? work) =>
        With(address, work, (storage, bucket, prefix, inner) =>
    {
        var root = Path.GetFullPath(folder);
        var all = FilesBelow(storage, bucket, prefix, withFolders, inner)
            .Select(what => (What: what, Path: PlaceOf(what.Key[prefix.Length..], root, address))).ToList();
        if (all.Count == 0)
            throw new WorkbenchException($"{address}: there is nothing. Name a bucket and the beginning of names in it, as {Example}.");
        return FetchAll(storage, bucket, all, root, address, inner);
    });

    /// <summary>Fetches files that lie in one bucket to their places in a data folder; those that are gone are left out.</summary>
    /// <param name="addresses">Their addresses, at least one.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="work">As of <see cref="Fetch(string, string, Work?)"/>.</param>
    /// <returns>How many files came.</returns>
    internal static int FetchFiles(IReadOnlyList<string> addresses, DataFolder data, Work work) =>
        With(addresses[0], work, (storage, bucket, _, inner) =>
    {
        ConcurrentBag<(StoredObject What, string Path)> all = [];
        Parallel.ForEach(addresses, inner.LoopOptions, address =>
        {
            var key = Parse(address).Prefix.TrimEnd('/');
            if (FilesBelow(storage, bucket, key, withFolders: false, inner).FirstOrDefault(what => what.Key == key) is { } what)
                all.Add((what, PlaceIn(data, address)));
        });
        return FetchAll(storage, bucket, all, Path.Combine(Path.GetFullPath(data.DatasetsPath), bucket), $"songs of {bucket}", inner);
    });

    /// <summary>Puts a folder below an address.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="address">For instance <c>s3://bucket/jobs/one</c>.</param>
    /// <param name="work">As of <see cref="Fetch(string, string, Work?)"/>.</param>
    /// <param name="last">The name of files that are sent when all others are there; null for none.</param>
    /// <returns>How many files were sent.</returns>
    /// <exception cref="WorkbenchException">The storage does not answer or refuses, or there is no such folder.</exception>
    public static int Put(string folder, string address, Work? work = null, string? last = null) =>
        With(address, work, (storage, bucket, prefix, inner) =>
    {
        if (!Directory.Exists(folder))
            throw new WorkbenchException($"{folder}: no such folder.{NearestPath.Hint(folder)}");
        var there = storage.List(bucket, prefix, withFolders: true, inner).ToDictionary(what => what.Key, StringComparer.Ordinal);
        var missing = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => RegularFile.Refusal(file.FullName) is null)
            .Select(file => (File: file, Key: prefix + Path.GetRelativePath(folder, file.FullName).Replace('\\', '/')))
            .Where(each => !(there.TryGetValue(each.Key, out var what) && what.Bytes == each.File.Length
                && what.Modified + StorageClock > each.File.LastWriteTimeUtc))
            .OrderBy(each => each.Key, StringComparer.Ordinal).ToList();
        TransferMeter meter = new($"Sending to {address}", missing.Sum(each => each.File.Length), inner);
        foreach (var turn in missing.GroupBy(each => each.File.Name == last).OrderBy(turn => turn.Key))
            Parallel.ForEach(turn, inner.LoopOptions, each =>
            {
                storage.Write(bucket, each.Key, each.File.FullName, inner);
                meter.Add(each.File.Length);
            });
        return missing.Count;
    });

    /// <summary>What lies below an address; its keys are the names from there on.</summary>
    /// <param name="address">For instance <c>s3://bucket/music</c>.</param>
    /// <param name="withFolders">Whether what lies in folders there is told too.</param>
    /// <param name="work">What stops it.</param>
    internal static ImmutableArray<StoredObject> List(string address, bool withFolders, Work work) =>
        With<ImmutableArray<StoredObject>>(address, work, (storage, bucket, prefix, inner) =>
            [.. FilesBelow(storage, bucket, prefix, withFolders, inner).Select(what => what with { Key = what.Key[prefix.Length..] })]);

    /// <summary>Deletes what lies below an address, but not in folders there.</summary>
    /// <param name="address">For instance <c>s3://bucket/jobs/one/failures</c>.</param>
    /// <param name="work">What stops it.</param>
    /// <returns>How many files they were.</returns>
    internal static int Delete(string address, Work work) => With(address, work, (storage, bucket, prefix, inner) =>
    {
        var all = FilesBelow(storage, bucket, prefix, withFolders: false, inner).ToList();
        Parallel.ForEach(all, inner.LoopOptions, what => storage.Delete(bucket, what.Key, inner));
        return all.Count;
    });

    private static int FetchAll(IObjectStorage storage, string bucket, IEnumerable<(StoredObject What, string Path)> all, string root,
        string name, Work work)
    {
        var missing = all.Where(each => !IsThere(each.What, each.Path)).ToList();
        Directory.CreateDirectory(root);
        RequireRoom(root, missing.Sum(each => each.What.Bytes));
        TransferMeter meter = new($"Fetching {name}", missing.Sum(each => each.What.Bytes), work);
        Parallel.ForEach(missing, work.LoopOptions, each => FetchOne(storage, bucket, each.What, each.Path, meter, work));
        return missing.Count;
    }

    private static IEnumerable<StoredObject> FilesBelow(
        IObjectStorage storage, string bucket, string prefix, bool withFolders, Work work) =>
        storage.List(bucket, prefix, withFolders, work).Where(what => !what.Key.EndsWith('/'));

    private static T With<T>(string address, Work? work, Func<IObjectStorage, string, string, Work, T> act) =>
        (work ?? Work.Default).Apart(inner =>
        {
            var (bucket, prefix) = Parse(address);
            using var storage = ExtraLibrary.Find<IObjectStorage>(Library, "S3Storage") ?? throw new WorkbenchException(
                $"{address}: object storages are asked by {Library}, which is not there. {ExtraLibrary.Remedy(Library)}.");
            try
            {
                return act(storage, bucket, prefix, inner);
            }
            catch (AggregateException errors)
            {
                inner.ThrowIfStopped();
                ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
                throw;
            }
        });

    /// <returns>The bucket, and what the names in it begin with: nothing, or something that ends with a slash.</returns>
    private static (string Bucket, string Prefix) Parse(string address) =>
        Is(address) && address[Scheme.Length..].Split('/', 2) is [{ Length: > 0 } bucket, .. var below]
            ? (bucket, below is [var names] && names.Trim('/') is { Length: > 0 } prefix ? prefix + '/' : "")
            : throw new WorkbenchException($"{address} is no place in an object storage; write {Example}.");

    private static bool IsThere(StoredObject what, string path) =>
        new FileInfo(path) is { Exists: true } file && file.Length == what.Bytes && file.LastWriteTimeUtc == what.Modified;

    private static void FetchOne(IObjectStorage storage, string bucket, StoredObject what, string path, TransferMeter meter, Work work)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{what.Version[..Math.Min(8, what.Version.Length)]}.partial";
        var isMd5 = true;
        meter.Skip(Length());
        for (var vain = 0; ;)
        {
            var before = Length();
            try
            {
                using FileStream file = new(partial, FileMode.Append, FileAccess.Write, FileShare.None);
                if (before < what.Bytes || what.Bytes == 0)
                    isMd5 = storage.Read(bucket, what, before, Take, work);
                break;

                void Take(ReadOnlySpan<byte> bytes)
                {
                    file.Write(bytes);
                    meter.Add(bytes.Length);
                }
            }
            catch (EndOfStreamException cut)
            {
                vain = Length() > before ? 0 : vain + 1;
                if (vain == MostVainTries)
                    throw new WorkbenchException($"{what.Key}: the connection broke off again and again ({cut.Message.TrimEnd('.')}). What "
                        + "came so far is kept: the same command goes on from there.", cut);
                work.Token.WaitHandle.WaitOne(FirstWait * Math.Pow(2, vain));
                work.ThrowIfStopped();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new WorkbenchException($"{path}: cannot be written: {error.Message} Make room or name another folder; what came so "
                    + "far is kept.", error);
            }
        }
        if (Length() != what.Bytes || (isMd5 && what.Md5 is { } md5 && md5 != Md5Of(partial)))
        {
            File.Delete(partial);
            throw new WorkbenchException($"{what.Key}: what came is not what lies there: its length or its MD5 is another; it was deleted. "
                + "Fetch it again.");
        }
        File.SetLastWriteTimeUtc(partial, what.Modified);
        File.Move(partial, path, overwrite: true);

        long Length() => new FileInfo(partial) is { Exists: true } file ? file.Length : 0;
    }

    private static string Md5Of(string path)
    {
        using var stream = File.OpenRead(path);
#pragma warning disable CA5351 // against errors, not against people: it is what storages tell
        return Convert.ToHexStringLower(MD5.HashData(stream));
#pragma warning restore CA5351
    }

    /// <summary>Where an object goes.</summary>
    /// <param name="name">Its key below the address.</param>
    /// <param name="root">The folder, absolute.</param>
    /// <param name="address">The address, for the error.</param>
    /// <exception cref="WorkbenchException">The name leads out of the folder.</exception>
    internal static string PlaceOf(string name, string root, string address)
    {
        var path = Path.GetFullPath(Path.Combine(root, name));
        return name.Length > 0 && path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path
            : throw new WorkbenchException($"{address}: the name {name} leads out of the folder; nothing was fetched.");
    }

    private static void RequireRoom(string folder, long needed)
    {
        var free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        if (free < needed)
            throw new WorkbenchException($"{folder}: {TransferProgress.InWords(needed)} are to come, and "
                + $"{TransferProgress.InWords(free)} are free. Make room, or name a folder on another disk (--out).");
    }
}
