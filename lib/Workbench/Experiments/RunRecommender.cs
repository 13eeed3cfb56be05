using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Experiments;

/// <summary>Recommends songs of a run's dataset by what its model hears in them.</summary>
public sealed class RunRecommender
{
    private readonly Run run;
    private readonly ImmutableArray<Track> tracks;
    private readonly EmbeddingIndex index;

    /// <summary>
    /// Takes what the model made of the songs from the run's folder. Of a run that has not kept it (it was sealed, or is of an older
    /// version), every song is heard once more and the result kept.
    /// </summary>
    /// <param name="workspace">Where the features are kept.</param>
    /// <param name="run">The run whose model listens.</param>
    /// <param name="work">
    /// Threads, progress of reading and extracting, and what stops it; null for <see cref="Work.Default"/>.
    /// </param>
    /// <exception cref="WorkbenchException">The run's dataset is not where it was, or its model cannot be read.</exception>
    public RunRecommender(Workspace workspace, Run run, Work? work = null)
    {
        work ??= Work.Default;
        this.run = run;
        if (run.Spec.Dataset != DatasetReader.DemoName && !Path.Exists(run.Spec.Dataset))
            throw new WorkbenchException($"The songs of run {run.Id} are no longer at {run.Spec.Dataset}. "
                + "Move them back, or train again where they are now.");
        var catalogue = SongCatalogue.Is(run.Folder)
            ? SongCatalogue.Load(run.Folder, run.Model.Plan.EmbeddingSize, run.Model.Vocabulary.Count)
            : Hear(workspace, work);
        tracks = catalogue.Tracks;
        index = EmbeddingIndex.Over(catalogue, run.Model.Vocabulary);
    }

    /// <summary>The songs to choose from.</summary>
    public IReadOnlyList<Track> Tracks => tracks;

    /// <summary>The songs most like a given one: no copy of it, none by its artist and no two by one artist.</summary>
    /// <param name="song">The id of a song of the dataset, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="work">What stops the reading of a file; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">No such song, or the file cannot be read.</exception>
    public IReadOnlyList<Neighbor> Recommend(string song, int count = 3, Work? work = null)
    {
        work ??= Work.Default;
        if (Find(song) is { } track)
            return index.Nearest(track.Id, count);
        if (!File.Exists(song))
            throw new WorkbenchException($"{song}: neither a song of the dataset {run.Summary.Dataset} nor a file. "
                + $"Songs of the dataset are named like {tracks[0].Id}.");
        var clip = AudioFile.ReadMono(song, run.Spec.Features.SampleRate, work.Token);
        if (AudioScreen.Reject(clip) is { } reason)
            throw new UnreadableAudioException(song, reason);
        var features = SongFeatures.OfClip(run.Spec.Features, new FeatureExtractor(run.Spec.Features).Extract(clip, work));
        var tags = AudioFile.ReadTags(song, work.Token);
        var outputs = run.Model.Run(features, work);
        return index.Nearest(outputs.Embedding.Row(0), outputs.Probabilities.Row(0), tags.Artist, tags.Title, count);
    }

    private SongCatalogue Hear(Workspace workspace, Work work)
    {
        var dataset = workspace.Open(run.Spec.Dataset, run.Spec.Labels, work);
        var songs = workspace.Extract(dataset, run.Spec.Features, work);
        var heard = new SongCatalogue(songs.Tracks, run.Model.Run(songs.Songs, work));
        try
        {
            heard.Save(run.Folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Runs that may only be read are heard again each time.
        }
        return heard;
    }

    private Track? Find(string song)
    {
        var path = song.Length > 0 ? Path.GetFullPath(song) : song;
        return tracks.FirstOrDefault(t => t.Id == song || t.AudioPath == path);
    }
}
