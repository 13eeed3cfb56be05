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
    private readonly ExtractedDataset catalogue;
    private readonly EmbeddingIndex index;

    /// <summary>Embeds every song of the run's dataset; the features come from the cache.</summary>
    /// <param name="workspace">Where the features are kept.</param>
    /// <param name="run">The run whose model listens.</param>
    /// <param name="progress">Told how far reading and extracting are.</param>
    /// <param name="token">Stops the work.</param>
    /// <exception cref="WorkbenchException">The run's dataset is not where it was, or its model cannot be read.</exception>
    public RunRecommender(Workspace workspace, Run run, IProgress<WorkProgress>? progress = null, CancellationToken token = default)
    {
        this.run = run;
        catalogue = workspace.Extract(Open(workspace, progress, token), run.Spec.Features, progress, token);
        index = EmbeddingIndex.Build(catalogue.Tracks, run.Model.Embed(catalogue.Songs, workspace.Threads), run.Model.Vocabulary,
            run.Model.Predict(catalogue.Songs, workspace.Threads));
    }

    /// <summary>The songs to choose from.</summary>
    public IReadOnlyList<Track> Tracks => catalogue.Tracks;

    /// <summary>The songs most like a given one: no copy of it, none by its artist and no two by one artist.</summary>
    /// <param name="song">The id of a song of the dataset, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="WorkbenchException">No such song, or the file cannot be read.</exception>
    public IReadOnlyList<Neighbor> Recommend(string song, int count = 3)
    {
        if (Find(song) is { } track)
            return index.Nearest(track.Id, count);
        if (!File.Exists(song))
            throw new WorkbenchException($"{song}: neither a song of the dataset {catalogue.Dataset.Name} nor a file. "
                + $"Songs of the dataset are named like {catalogue.Tracks[0].Id}.");
        var clip = AudioFile.ReadMono(song, run.Spec.Features.SampleRate);
        if (AudioScreen.Reject(clip) is { } reason)
            throw new UnreadableAudioException(song, reason);
        var features = SongFeatures.OfClip(run.Spec.Features, new FeatureExtractor(run.Spec.Features).Extract(clip));
        var tags = AudioFile.ReadTags(song);
        return index.Nearest(run.Model.Embed(features).Row(0), run.Model.Predict(features).Row(0), tags.Artist, tags.Title, count);
    }

    private Dataset Open(Workspace workspace, IProgress<WorkProgress>? progress, CancellationToken token)
    {
        if (run.Spec.Dataset != DatasetReader.DemoName && !Path.Exists(run.Spec.Dataset))
            throw new WorkbenchException(
                $"The songs of run {run.Id} are no longer at {run.Spec.Dataset}. Move them back, or train again where they are now.");
        return workspace.Open(run.Spec.Dataset, run.Spec.Labels, progress, token);
    }

    private Track? Find(string song)
    {
        var path = song.Length > 0 ? Path.GetFullPath(song) : song;
        return catalogue.Tracks.FirstOrDefault(t => t.Id == song || t.AudioPath == path);
    }
}
