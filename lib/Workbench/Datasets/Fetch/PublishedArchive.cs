using System.Collections.Immutable;
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
            $"{name}: no dataset of this name can be fetched; {NearestName.Hint(name, All.Select(a => a.Name))}");

    /// <summary>The file's own name.</summary>
    public string FileName => Path.GetFileName(Address.LocalPath);

    private static ImmutableArray<PublishedArchive> ReadAll()
    {
        using var table = ShippedTable.Open("archives.csv");
        var archives = ImmutableArray.CreateBuilder<PublishedArchive>();
        while (table.Read())
            archives.Add(new(table.Text(0), new(table.Text(1)), Gibibytes(table.Number(2)), Gibibytes(table.Number(3)), table.Text(4),
                table.Text(5) is { Length: > 0 } needs ? needs : null, table.Text(6), table.Text(7)));
        return archives.ToImmutable();
    }

    private static long Gibibytes(double number) => (long)(number * (1L << 30));
}
