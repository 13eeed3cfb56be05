using System.Collections.Immutable;
using CsvHelper;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Datasets;

/// <summary>Files that were left out, as a CSV file with the columns <c>path</c> and <c>reason</c>.</summary>
public static class SkippedFileList
{
    /// <summary>Writes the list; an empty one is a header alone.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="skipped">What to write.</param>
    public static void Write(string path, ImmutableArray<SkippedFile> skipped) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader(["path", "reason"]);
        foreach (var file in skipped)
        {
            csv.WriteField(file.Path);
            csv.WriteField(file.Reason);
            csv.EndRecord();
        }
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="path">The CSV file.</param>
    public static ImmutableArray<SkippedFile> Read(string path)
    {
        using var table = TableReader.OpenOurs(File.OpenRead(path), path);
        var skipped = ImmutableArray.CreateBuilder<SkippedFile>();
        while (table.Read())
            skipped.Add(new(table.Text(0), table.Text(1)));
        return skipped.ToImmutable();
    }
}
