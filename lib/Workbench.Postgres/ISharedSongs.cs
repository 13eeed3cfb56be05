using Workbench.Foundation;
using Workbench.Recommendation.Vectors;

namespace Workbench.Postgres;

/// <summary>What answers questions to a catalogue on a server; the members are those of <see cref="IVectorIndex"/>.</summary>
internal interface ISharedSongs : IDisposable
{
    int Count { get; }

    IEnumerable<string> Ids { get; }

    float[]? Find(string id);

    IReadOnlyList<VectorHit> Nearest(ReadOnlySpan<float> query, int count, Predicate<string>? accepts, Work? work);

    /// <summary>Sees what was committed.</summary>
    void Refresh(Work work);
}
