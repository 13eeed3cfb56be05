using System.Globalization;
using System.Text;
using Npgsql;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Vectors;

namespace Workbench.Postgres;

/// <summary>
/// Answers of the server itself: the HNSW index of pgvector names candidates, which are ordered by the products that a local index orders
/// by. Nothing is kept on this machine; whatever was committed is seen at once.
/// </summary>
/// <remarks>
/// <b>Not run</b>: where this was written there was no pgvector. It follows its documentation of version 0.8: <c>vector_ip_ops</c> and
/// <c>&lt;#&gt;</c>, the negative inner product; at most 2,000 dimensions; an order by that operator alone and a limit, without which the
/// index is not used; <c>hnsw.ef_search</c>, at most 1,000, of twice the limit; no index scan for an exact search. Like every HNSW index it
/// may miss songs.
/// </remarks>
/// <param name="catalogue">The catalogue.</param>
internal sealed class PgvectorSongs(SharedCatalogue catalogue) : ISharedSongs
{
    /// <summary>The longest vector that its index takes.</summary>
    public const int MaxDimension = 2000;

    /// <summary>The most and the fewest candidates that the index is asked for, and how many for each song.</summary>
    private const int MostCandidates = 500, FewestCandidates = 100, CandidatesForOne = 4;

    private const string There = "vector is not null";

    private static readonly Comparer<string> CodePoints =
        Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    /// <inheritdoc/>
    public int Count => catalogue.Server.Ask(connection => Convert.ToInt32(
        connection.Scalar($"select count(*) from {catalogue.Songs} where {There}"), CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public IEnumerable<string> Ids => catalogue.Server.Ask(connection =>
        connection.Rows($"select id from {catalogue.Songs} where {There} order by revision", IdOf).ToList());

    /// <summary>A vector as pgvector writes it; null for none.</summary>
    public static string? Text(byte[]? vector) => vector is null ? null : Text(SongChange.Numbers(vector));

    /// <inheritdoc/>
    public float[]? Find(string id)
    {
        var key = SongChange.KeyOf(SongId.Utf8Of(id));
        return catalogue.Server.Ask(connection =>
            connection.Rows($"select id, vector from {catalogue.Songs} where key = $1 and {There}", VectorOf, key).SingleOrDefault());
    }

    /// <inheritdoc/>
    public IReadOnlyList<VectorHit> Nearest(ReadOnlySpan<float> query, int count, Predicate<string>? accepts, Work? work)
    {
        if (count < 1)
            throw new WorkbenchException($"Count {count} must be >= 1; 3 is usual.");
        UnitVector.Require(query, catalogue.Dimension, "the song asked for");
        var (text, padded) = (Text(query), Padded(query));
        var wanted = (int)Math.Clamp((long)CandidatesForOne * count, FewestCandidates, int.MaxValue);
        return catalogue.Server.Ask(connection =>
        {
            var setting = string.Create(CultureInfo.InvariantCulture, $"hnsw.ef_search = {2 * (long)wanted}");
            var found = wanted <= MostCandidates ? Candidates(connection, text, wanted, setting, "limit $2", accepts) : [];
            work?.ThrowIfStopped();
            if (found.Count < count) // more than the index gives, or too few that are accepted: all songs are compared
                found = Candidates(connection, text, wanted, "enable_indexscan = off", "", accepts);
            return (IReadOnlyList<VectorHit>)[.. found
                .Select(song => new VectorHit(song.Id, DotProduct.Of(Padded(song.Vector), padded)))
                .OrderByDescending(hit => hit.Similarity).ThenBy(hit => hit.Id, CodePoints).Take(count)];
        });
    }

    /// <inheritdoc/>
    public void Refresh(Work work)
    {
        // Every question asks the server.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nor is anything kept.
    }

    private List<(string Id, float[] Vector)> Candidates(
        NpgsqlConnection connection, string query, int wanted, string setting, string limit, Predicate<string>? accepts)
    {
        using var transaction = connection.BeginTransaction(); // the setting ends with it
        connection.Scalar($"set local {setting}");
        return [.. connection.Rows(
            $"select id, vector from {catalogue.Songs} where {There} order by place <#> $1::vector {limit}",
            row => (Id: IdOf(row), Vector: VectorOf(row)), limit.Length > 0 ? [query, wanted] : [query])
            .Where(song => accepts?.Invoke(song.Id) ?? true).Take(wanted)];
    }

    private static string IdOf(NpgsqlDataReader row) => Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0));

    private static float[] VectorOf(NpgsqlDataReader row) => SongChange.Numbers(row.GetFieldValue<byte[]>(1)).ToArray();

    private static string Text(ReadOnlySpan<float> vector)
    {
        StringBuilder text = new();
        foreach (var value in vector)
            text.Append(text.Length == 0 ? '[' : ',').Append(CultureInfo.InvariantCulture, $"{value}");
        return text.Append(']').ToString();
    }

    private static float[] Padded(ReadOnlySpan<float> vector)
    {
        var padded = new float[new ExtentLayout(vector.Length).FloatStride];
        vector.CopyTo(padded);
        return padded;
    }
}
