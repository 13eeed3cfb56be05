using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// Songs as vectors, asked for those nearest to one. What was put or removed is kept, and found by questions, from
/// <see cref="Commit"/> on; questions may come from several threads, changes from one at a time.
/// </summary>
public interface IVectorIndex : IDisposable
{
    /// <summary>Numbers of a vector.</summary>
    int Dimension { get; }

    /// <summary>Songs that are committed.</summary>
    int Count { get; }

    /// <summary>The ids of the songs that are committed, those put last at the end.</summary>
    IEnumerable<string> Ids { get; }

    /// <summary>The vector of a song that is committed; null where there is no such song.</summary>
    /// <exception cref="WorkbenchException">It is damaged.</exception>
    float[]? Find(string id);

    /// <summary>Adds a song, or gives it another vector.</summary>
    /// <param name="id">What it is called; 1 to 4,096 bytes of UTF-8.</param>
    /// <param name="vector">
    /// <see cref="Dimension"/> finite numbers of length 1, so that products are cosines, or shorter, which is less like all others.
    /// </param>
    /// <exception cref="WorkbenchException">Id or vector are not such, or the index cannot be written.</exception>
    void Put(string id, ReadOnlySpan<float> vector);

    /// <summary>Removes a song.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="WorkbenchException">The index cannot be written.</exception>
    bool Remove(string id);

    /// <summary>Keeps all that was put and removed since the last time, or else, where this fails or never comes, nothing of it.</summary>
    /// <exception cref="WorkbenchException">It cannot be written; what was committed before is kept.</exception>
    void Commit();

    /// <summary>Sees what others have committed since the index was opened.</summary>
    /// <exception cref="WorkbenchException">The index is damaged, or gone.</exception>
    void Refresh();

    /// <summary>The songs whose vectors have the largest product with one.</summary>
    /// <param name="query">A vector as those of songs are.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="accepts">
    /// Whether a song may be among the answer, by its id; null for all. It is asked for songs that are near enough, by several threads at
    /// once.
    /// </param>
    /// <param name="work">Threads and token; null for a thread a processor.</param>
    /// <returns>
    /// Nearest first, equal similarities by id (in the order of code points); the same with any number of threads. Fewer than asked where
    /// no more are accepted.
    /// </returns>
    /// <exception cref="WorkbenchException">The query is no such vector, or <paramref name="count"/> is below 1.</exception>
    IReadOnlyList<VectorHit> Nearest(ReadOnlySpan<float> query, int count = 3, Predicate<string>? accepts = null, Work? work = null);
}
