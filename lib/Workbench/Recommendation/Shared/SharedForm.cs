using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation.Shared;

/// <summary>What the numbers of a song are that machines share: only those of one model can be compared.</summary>
/// <param name="Model">Tells the model that made them from all others: SHA-256 of its features, labels and weights.</param>
/// <param name="Units">Numbers of the embedding, which stand first.</param>
/// <param name="Labels">Probabilities, which stand behind them.</param>
/// <param name="Columns">Names of the features behind both; none where the model hears no summaries.</param>
internal sealed record SharedForm(string Model, int Units, int Labels, ImmutableArray<string> Columns)
{
    /// <summary>Numbers of a song.</summary>
    [JsonIgnore]
    public int Width => Units + Labels + Columns.Length;

    /// <summary>The form of what a model made of songs.</summary>
    public static SharedForm Of(TrainedModel model, SongCatalogue songs) =>
        new(KeyOf(model), model.EmbeddingSize, model.Vocabulary.Count, songs.Features?.ColumnNames ?? []);

    /// <summary>The same for <see cref="Model"/>, for a model that has heard nothing yet.</summary>
    public static string KeyOf(TrainedModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(SpecJson.WriteCanonical(model.Features));
        Add(string.Join('\n', model.Vocabulary.Names));
        foreach (var tensor in model.Members.SelectMany(member => member.Weights.Tensors.Concat(member.Scaler.Tensors)))
        {
            Add(tensor.Name);
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Values));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + '\0'));
    }

    /// <summary>Whether both are of one model and have the same columns.</summary>
    public bool Equals(SharedForm? other) => other is not null && Model == other.Model && Units == other.Units && Labels == other.Labels
        && Columns.SequenceEqual(other.Columns);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Model, Columns.Length);

    /// <summary>The songs of a catalogue in this form.</summary>
    public IEnumerable<SharedSong> Songs(SongCatalogue catalogue)
    {
        var probabilities = catalogue.Outputs.Probabilities.ToSingle();
        for (var row = 0; row < catalogue.Tracks.Length; row++)
        {
            float[] values = [.. catalogue.Outputs.Embedding.Row(row), .. probabilities.AsSpan(row * Labels, Labels),
                .. catalogue.FeaturesOf(row).Span];
            yield return new(catalogue.Tracks[row].Id, SharedAbout.Of(catalogue.Tracks[row]), values);
        }
    }

    /// <summary>Songs in this form as a catalogue.</summary>
    public SongCatalogue Catalogue(IReadOnlyCollection<SharedSong> songs)
    {
        var (embedding, probabilities, features) = (Part(0, Units), Part(Units, Labels), Part(Units + Labels, Columns.Length));
        return new([.. songs.Select(song => song.Track)], new(SongOutputs.ToMatrix(embedding, Units), new(probabilities, Labels)))
        {
            Features = Columns.IsEmpty ? null : new(Columns, features),
        };

        float[] Part(int start, int width)
        {
            var part = new float[songs.Count * width];
            foreach (var (row, song) in songs.Index())
                song.Values.Span.Slice(start, width).CopyTo(part.AsSpan(row * width));
            return part;
        }
    }
}
