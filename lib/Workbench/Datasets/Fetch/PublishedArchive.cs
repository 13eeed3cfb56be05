using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>A published dataset as one file to download. <see cref="All"/> is the table <c>data/archives.csv</c>.</summary>
/// <param name="Name">What it is asked for by; also the folder that it is unpacked to.</param>
/// <param name="Address">Where the file lies: a <c>.zip</c> or <c>.tar.gz</c> with one folder in it.</param>
/// <param name="Bytes">About how long it is; the server says exactly.</param>
/// <param name="UnpackedBytes">About how much room it needs unpacked.</param>
/// <param name="Checksum">What its publisher says of it: <c>sha1:</c> or <c>md5:</c> and hexadecimal digits.</param>
/// <param name="Needs">The archive without which it cannot be read as a dataset; null if none.</param>
/// <param name="What">What is in it.</param>
/// <param name="Licence">What is known of the licence.</param>
public sealed record PublishedArchive(string Name, Uri Address, long Bytes, long UnpackedBytes, string Checksum,
    string? Needs, string What, string Licence)
{
    /// <summary>Every archive whose address is known, in the order of the table.</summary>
    public static ImmutableArray<PublishedArchive> All { get; } = ReadAll();

    /// <summary>An archive by its name.</summary>
    /// <exception cref="WorkbenchException">No such archive.</exception>
    public static PublishedArchive Named(string name) => All.FirstOrDefault(a => a.Name == name)
        ?? throw new WorkbenchException(
            $"{name}: no dataset of this name can be fetched; there are {string.Join(", ", All.Select(a => a.Name))}.");

    /// <summary>The file's own name.</summary>
    public string FileName => Path.GetFileName(Address.LocalPath);

    private static ImmutableArray<PublishedArchive> ReadAll()
    {
        using var csv = CsvReader.FromText(ShippedTable.Read("archives.csv"), CsvReaderOptions.Default with { Separator = ',' });
        var archives = ImmutableArray.CreateBuilder<PublishedArchive>();
        while (csv.Read())
            archives.Add(new(csv.GetString(0), new(csv.GetString(1)), Gibibytes(csv.GetString(2)),
                Gibibytes(csv.GetString(3)), csv.GetString(4),
                csv.GetString(5) is { Length: > 0 } needs ? needs : null, csv.GetString(6), csv.GetString(7)));
        return archives.ToImmutable();
    }

    private static long Gibibytes(string number) => (long)(double.Parse(number, CultureInfo.InvariantCulture) * (1L << 30));
}
