using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>What a kept catalogue was made of: as long as that is the same, its songs need not be heard again.</summary>
/// <param name="Dataset">The collection, as it was named.</param>
/// <param name="Songs">SHA-256 of what was known of its songs: names, tags, and length and time of the files.</param>
/// <param name="ExtractorVersion"><see cref="FeatureExtractor.Version"/>.</param>
internal sealed record CatalogueSource(string Dataset, string Songs, int ExtractorVersion)
{
    /// <summary>Its file, beside those of the catalogue.</summary>
    public const string FileName = "source.json";

    /// <summary>Looks at a collection.</summary>
    public static CatalogueSource Of(string nameOrPath, Dataset dataset)
    {
        var text = new StringBuilder();
        foreach (var track in dataset.Tracks)
        {
            var file = new FileInfo(track.AudioPath);
            text.AppendJoin('\0', track.Id, track.AudioPath, string.Join('\n', track.Labels), track.Artist, track.Album, track.Title,
                track.Recording).AppendLine(CultureInfo.InvariantCulture,
                $"\0{(file.Exists ? file.Length : -1)}\0{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}");
        }
        return new(nameOrPath, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))),
            FeatureExtractor.Version);
    }

    /// <summary>Whether the catalogue in a folder was made of the same.</summary>
    public bool IsThatOf(string folder)
    {
        try
        {
            return SpecJson.ReadFile<CatalogueSource>(Path.Combine(folder, FileName)) == this;
        }
        catch (WorkbenchException)
        {
            return false; // none, or damaged: it is made anew
        }
    }

    /// <summary>Writes it beside the catalogue.</summary>
    public void Save(string folder) => AtomicFile.WriteText(Path.Combine(folder, FileName), SpecJson.Write(this));
}
