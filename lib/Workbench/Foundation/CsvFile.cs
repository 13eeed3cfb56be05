using System.IO.Compression;
using CsvHelper;

namespace Workbench.Foundation;

/// <summary>CSV files, also those that are compressed with gzip.</summary>
internal static class CsvFile
{
    /// <summary>Opens a file; one that ends in <c>.gz</c> is decompressed while it is read.</summary>
    public static CsvReader Open(string path, CsvReaderOptions options) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
        ? CsvReader.Create(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), options, false)
        : CsvReader.FromFile(path, options);
}
