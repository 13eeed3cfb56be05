using System.Collections.Immutable;
using System.Security.Cryptography;
using CsvHelper;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Foundation.Tables;
using Workbench.Inference;
using Workbench.Models;

namespace Workbench.Recommendation;

/// <summary>
/// Songs and what a model made of them, kept in a folder so that they need not be heard again: <c>songs.csv</c> (id, path, labels, artist,
/// album, title, recording) and <c>embeddings.safetensors</c> (<c>embedding</c>, <c>probabilities</c> and, where the model hears summaries,
/// <c>features</c>: a row a song).
/// </summary>
/// <param name="Tracks">The songs.</param>
/// <param name="Outputs">What the model made of each, in their order.</param>
internal sealed record SongCatalogue(ImmutableArray<Track> Tracks, SongOutputs Outputs)
{
    /// <summary>
    /// Their summaries in the columns that belong to a family of <see cref="FeatureFamilies"/>, as they are; null where the model hears
    /// none, and of catalogues that were kept before there were any.
    /// </summary>
    public FeatureMatrix? Features { get; init; }

    /// <summary>File of the songs.</summary>
    public const string SongsName = "songs.csv";

    /// <summary>File of what the model made of them.</summary>
    public const string EmbeddingsName = "embeddings.safetensors";

    private const string Embedding = "embedding", Probabilities = "probabilities", FeaturesName = "features";

    /// <summary>Name of the columns of the features among the metadata, a line each.</summary>
    private const string FeatureColumns = "feature_columns";

    /// <summary>Name of the SHA-256 of <see cref="SongsName"/> among the metadata of <see cref="EmbeddingsName"/>.</summary>
    private const string SongsHash = "songs_sha256";

    /// <summary>Between the labels of a song: the one character that no label has.</summary>
    private const char LabelSeparator = '\n';

    private static readonly string[] Columns = ["id", "path", "labels", "artist", "album", "title", "recording"];

    /// <summary>Whether a folder holds a catalogue.</summary>
    public static bool Is(string folder) =>
        File.Exists(Path.Combine(folder, SongsName)) && File.Exists(Path.Combine(folder, EmbeddingsName));

    /// <summary>What is kept of the features of songs: of those that a model hears, the first that are summaries.</summary>
    /// <returns>The columns that belong to a family; null if there are none.</returns>
    public static FeatureMatrix? SummariesOf(SongFeatures songs)
    {
        if (songs.Parts.FirstOrDefault(part => part.AreSummaries)?.Summaries is not { } all)
            return null;
        int[] columns = [.. Enumerable.Range(0, all.ColumnCount).Where(column => FeatureFamilies.Of(all.ColumnNames[column]) is not null)];
        return columns.Length == 0 ? null : new([.. columns.Select(column => all.ColumnNames[column])],
            [.. Enumerable.Range(0, all.RowCount).SelectMany(row => columns.Select(column => all[row, column]))]);
    }

    /// <summary>The features of a song outside of a catalogue, in the columns that it keeps.</summary>
    /// <param name="song">What the model hears of it.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <exception cref="WorkbenchException">The model hears other columns than those of the catalogue.</exception>
    public static float[] FeaturesOf(SongFeatures song, ImmutableArray<string> columns)
    {
        var heard = columns.IsEmpty ? null : SummariesOf(song);
        return [.. columns.Select(column => heard?.ColumnNames.IndexOf(column) is >= 0 and var place ? heard[0, place]
            : throw new WorkbenchException($"The songs were kept with the column {column}, which the model does not hear; delete "
                + $"{SongsName} and {EmbeddingsName}, and they are heard anew."))];
    }

    /// <summary>The features of a song of the catalogue; none where it keeps none.</summary>
    /// <param name="row">Its place in <see cref="Tracks"/>.</param>
    public ReadOnlyMemory<float> FeaturesOf(int row) =>
        Features?.Array.AsMemory(row * Features.ColumnCount, Features.ColumnCount) ?? default;

    /// <summary>
    /// The same songs for others, who need not know where they lie on this machine, and compare them by what the model makes of them alone.
    /// </summary>
    public SongCatalogue ForOthers() =>
        this with { Tracks = [.. Tracks.Select(track => track with { AudioPath = "" })], Features = null };

    /// <summary>Writes the catalogue.</summary>
    /// <param name="folder">Made if absent; other files in it stay.</param>
    public void Save(string folder)
    {
        var songs = new MemoryStream();
        WriteSongs(songs);
        var metadata = new Dictionary<string, string> { [SongsHash] = Convert.ToHexStringLower(SHA256.HashData(songs.ToArray())) };
        if (Features is not null)
            metadata[FeatureColumns] = string.Join('\n', Features.ColumnNames);
        AtomicFile.Write(Path.Combine(folder, EmbeddingsName), stream => Safetensors.Write(stream,
        [
            new(Embedding, [Tracks.Length, Outputs.Embedding.ColumnCount], Outputs.Embedding.Values.ToArray()),
            new(Probabilities, [Tracks.Length, Outputs.Probabilities.LabelCount], Outputs.Probabilities.ToSingle()),
            .. Features is null ? ImmutableArray<Tensor>.Empty
                : [new(FeaturesName, [Tracks.Length, Features.ColumnCount], Features.Values.ToArray())],
        ], metadata));
        AtomicFile.Write(Path.Combine(folder, SongsName), songs.WriteTo);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="units">Columns of the model's embedding.</param>
    /// <param name="labels">Labels of the model.</param>
    /// <exception cref="WorkbenchException">
    /// A file is absent or damaged, or the two do not belong together, or not to the model.
    /// </exception>
    public static SongCatalogue Load(string folder, int units, int labels)
    {
        try
        {
            var songs = File.ReadAllBytes(Path.Combine(folder, SongsName));
            using var stream = File.OpenRead(Path.Combine(folder, EmbeddingsName));
            var tensors = new Weights(Safetensors.Read(stream, out var metadata));
            if (metadata.TryGetValue(SongsHash, out var written) && written != Convert.ToHexStringLower(SHA256.HashData(songs)))
                throw new WorkbenchException($"{SongsName} is not the file that was written with {EmbeddingsName}.");
            var tracks = ReadSongs(songs);
            var (embedding, probabilities) = (tensors[Embedding], tensors[Probabilities]);
            Require(embedding, tracks.Length, units);
            Require(probabilities, tracks.Length, labels);
            return new(tracks, new(SongOutputs.ToMatrix(embedding.Array, units), new(probabilities.Values, labels)))
            {
                Features = metadata.TryGetValue(FeatureColumns, out var columns)
                    ? FeaturesOf(tensors[FeaturesName], tracks.Length, [.. columns.Split('\n')]) : null,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WorkbenchException)
        {
            throw new WorkbenchException($"The songs in {folder} cannot be read: {error.Message}", error);
        }
    }

    private static FeatureMatrix FeaturesOf(Tensor tensor, int songs, ImmutableArray<string> columns)
    {
        Require(tensor, songs, columns.Length);
        return new(columns, tensor.Array);
    }

    private static void Require(Tensor tensor, int songs, int columns)
    {
        if (!tensor.Shape.SequenceEqual([songs, columns]))
            throw new WorkbenchException($"tensor {tensor.Name} has the shape [{string.Join(", ", tensor.Shape)}], "
                + $"and {songs} songs of this model make [{songs}, {columns}].");
        if (tensor.Values.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is >= 0 and var place)
            throw new WorkbenchException($"tensor {tensor.Name} is {tensor.Values[place]} for song {place / columns}.");
    }

    private void WriteSongs(Stream stream)
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader(Columns);
        foreach (var track in Tracks)
        {
            csv.WriteField(track.Id);
            csv.WriteField(track.AudioPath);
            csv.WriteField(string.Join(LabelSeparator, track.Labels));
            csv.WriteField(track.Artist ?? "");
            csv.WriteField(track.Album ?? "");
            csv.WriteField(track.Title ?? "");
            csv.WriteField(track.Recording ?? "");
            csv.EndRecord();
        }
    }

    private static ImmutableArray<Track> ReadSongs(byte[] file)
    {
        using var table = TableReader.OpenOurs(new MemoryStream(file), SongsName);
        var tracks = ImmutableArray.CreateBuilder<Track>();
        while (table.Read())
            tracks.Add(new()
            {
                Id = table.Text(0),
                AudioPath = table.Text(1),
                Labels = [.. table.Text(2).Split(LabelSeparator)],
                Artist = Known(table.Text(3)),
                Album = Known(table.Text(4)),
                Title = Known(table.Text(5)),
                Recording = Known(table.Text(6)),
            });
        return tracks.ToImmutable();
    }

    private static string? Known(string text) => text.Length > 0 ? text : null;
}
