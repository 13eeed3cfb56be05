using System.Collections.Immutable;
using CsvHelper;
using Workbench.Datasets;

namespace Workbench.Experiments;

/// <summary>The list of files that were left out, as a CSV file with the columns <c>path</c> and <c>reason</c>.</summary>
internal static class SkippedFiles
{
    public static void Write(string path, ImmutableArray<SkippedFile> skipped)
    {
        using var csv = CsvWriter.Create(File.Create(path), CsvWriterOptions.Default with { NewLine = "\n" });
        csv.WriteHeader(["path", "reason"]);
        foreach (var file in skipped)
        {
            csv.WriteField(file.Path);
            csv.WriteField(file.Reason);
            csv.EndRecord();
        }
    }

    public static ImmutableArray<SkippedFile> Read(string path)
    {
        using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        var skipped = ImmutableArray.CreateBuilder<SkippedFile>();
        while (csv.Read())
            skipped.Add(new(csv.GetString(0), csv.GetString(1)));
        return skipped.ToImmutable();
    }
}
