using Workbench.Training.Engines;

namespace Workbench.Training;

/// <summary>Runs whole songs, segment by segment, through a network. A segment's outputs do not depend on those beside it.</summary>
/// <param name="network">The network.</param>
/// <param name="segments">The songs.</param>
internal sealed class SongRunner(INetwork network, Segments segments)
{
    /// <summary>Runs the network over all segments, song after song.</summary>
    /// <param name="token">Looked at before every batch, and within it before every layer.</param>
    /// <returns>After each batch: the song of each of its rows.</returns>
    public IEnumerable<ArraySegment<int>> Run(CancellationToken token)
    {
        var (songs, count) = (new int[network.Capacity], 0);
        for (var song = 0; song < segments.SongCount; song++)
            for (var i = 0; i < segments.Count(song); i++)
            {
                Read(song, i, count);
                songs[count++] = song;
                if (count < network.Capacity && (song < segments.SongCount - 1 || i < segments.Count(song) - 1))
                    continue;
                network.Predict(token);
                yield return new(songs, 0, count);
                count = 0;
            }
    }

    private void Read(int song, int segment, int row)
    {
        network.Rows = row + 1;
        segments.Read(song, segments.Start(song, segment), network.Input.Row(row));
    }
}
