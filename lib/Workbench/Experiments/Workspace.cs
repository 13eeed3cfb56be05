using System.Collections.Immutable;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation.Listeners;

namespace Workbench.Experiments;

/// <summary>The tools of a session over one data folder: datasets, the feature cache, the runs.</summary>
public sealed class Workspace
{
    private readonly FeatureCache cache;
    private readonly ChangedTags changedTags;

    /// <summary>
    /// Opens a workspace; nothing is written until there is something to keep. What killed processes left half written is removed.
    /// </summary>
    /// <param name="data">The data folder.</param>
    public Workspace(DataFolder data)
    {
        Data = data;
        var database = new Database(data.DatabasePath);
        cache = new(database);
        changedTags = new(database);
        Runs = new(data, database);
        Trainings = new(data.TrainingsPath);
        Ratings = new(database);
        foreach (var folder in new[] { data.RunsPath, data.ReportsPath, Path.GetDirectoryName(data.DatabasePath)! })
            TemporaryName.RemoveLeft(folder);
    }

    /// <summary>The data folder.</summary>
    public DataFolder Data { get; }

    /// <summary>The runs on disk.</summary>
    public RunStore Runs { get; }

    /// <summary>The experiments under way, of this process and others.</summary>
    public LiveTrainings Trainings { get; }

    /// <summary>What listeners said of songs.</summary>
    public RatingStore Ratings { get; }

    /// <summary>Opens a dataset by name or path.</summary>
    /// <inheritdoc cref="DatasetReader.Open"/>
    public Dataset Open(string nameOrPath, LabelSource labels = LabelSource.Auto, Work? work = null) =>
        DatasetReader.Open(nameOrPath, labels, Data, work);

    /// <summary>
    /// Extracts the features of a dataset, or takes them from the cache, or from the table that the spec names. Songs that cannot be read
    /// join the skipped ones.
    /// </summary>
    /// <param name="dataset">The songs.</param>
    /// <param name="spec">What to extract.</param>
    /// <param name="work">
    /// Threads, progress, and what stops it; what is done is kept, and the next call goes on from there. Null for
    /// <see cref="Work.Default"/>.
    /// </param>
    /// <exception cref="WorkbenchException">No song can be used, or there is no audio.</exception>
    public ExtractedDataset Extract(Dataset dataset, FeatureSpec spec, Work? work = null) => Extract(dataset, spec, null, work);

    /// <summary>The same; what is decoded for it anyway gives another spec's features too, which are kept for later.</summary>
    internal ExtractedDataset Extract(Dataset dataset, FeatureSpec spec, FeatureSpec? alongside, Work? work)
    {
        if (!spec.Alongside.IsEmpty)
            return ExtractTogether(dataset, spec, work);
        if (spec.Table is not null)
            return ExtractedDataset.FromTable(dataset, spec, work);
        if (!dataset.HasAudio)
            throw new WorkbenchException($"{dataset.Name}: none of {dataset.Tracks.Length} songs has its audio, for instance "
                + $"{dataset.Tracks[0].AudioPath}: no such file. Download the audio, move it to where the table says, "
                + "or take features from a table (--features TABLE.csv).");
        var result = cache.Extract([.. dataset.Tracks.Select(t => t.AudioPath)], spec, work, alongside);
        var usable = dataset with
        {
            Tracks = [.. result.Rows.Select(i => dataset.Tracks[i])],
            Skipped = [.. dataset.Skipped, .. result.Quarantined.Select(q => new SkippedFile(q.Path, q.Reason))],
        };
        return new(usable, spec, result.Songs);
    }

    /// <summary>The songs that have all of several specs.</summary>
    private ExtractedDataset ExtractTogether(Dataset dataset, FeatureSpec spec, Work? work)
    {
        List<ExtractedDataset> parts = [];
        foreach (var part in spec.Parts)
        {
            var next = spec.Parts.ElementAtOrDefault(parts.Count + 1);
            parts.Add(Extract(parts.Count == 0 ? dataset : parts[^1].Dataset, part, next?.Table is null ? next : null, work));
        }
        var (kept, tracks) = (parts[^1].Dataset, parts[^1].Tracks);
        return new(kept, spec, SongFeatures.Together([.. parts.Select(part =>
        {
            var rows = part.Tracks.Select((track, row) => (track.Id, row)).ToDictionary(song => song.Id, song => song.row);
            return part.Songs.Songs([.. tracks.Select(track => rows[track.Id])]);
        })]));
    }

    /// <summary>
    /// Hears songs of any kind. What is heard is kept: the same bytes are not listened to again for the same features, so that work that
    /// was stopped goes on where it was.
    /// </summary>
    /// <param name="model">Who answers.</param>
    /// <param name="songs">Audio files.</param>
    /// <param name="answered">Told of each song that can be read, in the order of the files, as soon as those before it are done.</param>
    /// <param name="work">
    /// Threads, progress, and what stops it. Where nothing can be kept, that is told, and the songs are heard all the same. Null for
    /// <see cref="Work.Default"/>.
    /// </param>
    /// <returns>The files that cannot be read, in order.</returns>
    /// <exception cref="WorkbenchException">The model was trained on a table.</exception>
    public ImmutableArray<SkippedFile> Predict(
        TrainedModel model, IReadOnlyList<string> songs, Action<SongAnswer> answered, Work? work = null)
    {
        work ??= Work.Default;
        model.RequireSound();
        var answers = new AnswersInOrder(model, songs, answered);
        if (cache.FindWhyReadOnly() is { } problem)
        {
            work.Report(new WorkNotice($"What is heard now is not kept: {problem.Message}"));
            answers.HearEach(work);
        }
        else
            cache.ExtractInPieces(songs, model.Features, piece => answers.Take(piece, work), work);
        return answers.Unreadable;
    }

    /// <summary>Changes the tags of a sound file; what is kept of its sound is known of the changed file too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="change">Changes it, and leaves its sound as it is.</param>
    public void ChangeTags(string path, Action change) => changedTags.During(path, change);

    /// <summary>What the extraction of a dataset's features would have to do; nothing is written.</summary>
    /// <param name="dataset">The songs.</param>
    /// <param name="spec">What would be extracted from audio.</param>
    /// <param name="work">Threads of the extraction, and what stops the look; null for <see cref="Work.Default"/>.</param>
    public ExtractionPreview Preview(Dataset dataset, FeatureSpec spec, Work? work = null) =>
        Preview([.. dataset.Tracks.Select(t => new AudioVariant(t.AudioPath))], spec, work ?? Work.Default);

    /// <summary>The same of the copies of a plan.</summary>
    internal ExtractionPreview Preview(AugmentationPlan plan, FeatureSpec spec, Work work) =>
        Preview([.. plan.Copies.Select(copy => copy.Audio)], spec, work);

    private ExtractionPreview Preview(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, Work work) =>
        spec.Parts.Where(part => part.Table is null).Select(part => ExtractionPreview.Of(cache.Survey(variants, part, work), part, work))
            .Aggregate((all, more) => all.Alongside(more));

    /// <summary>Extracts a row of features a file, or takes it from the cache; there may be none that can be read.</summary>
    /// <param name="files">Audio files.</param>
    /// <param name="spec">A spec with statistics.</param>
    /// <param name="work">Threads, progress, and what stops it; what is done is kept.</param>
    /// <returns>The features, the places of their files among <paramref name="files"/>, and the files that cannot be read.</returns>
    internal (FeatureMatrix Features, ImmutableArray<int> Rows, ImmutableArray<SkippedFile> Skipped) Summaries(
        IReadOnlyList<string> files, FeatureSpec spec, Work work)
    {
        var result = cache.TryExtract([.. files.Select(path => new AudioVariant(path))], spec, "Extracting features", work);
        return (result.Features, result.Rows, [.. result.Quarantined.Select(file => new SkippedFile(file.Path, file.Reason))]);
    }

    /// <summary>Extracts the features of files as they are or changed, or takes them from the cache.</summary>
    /// <param name="variants">At least one.</param>
    /// <param name="spec">What to extract.</param>
    /// <param name="task">What progress calls the work.</param>
    /// <param name="work">Threads, progress, and what stops it; what is done is kept.</param>
    /// <exception cref="WorkbenchException">None at all can be read.</exception>
    internal ExtractionResult Hear(IReadOnlyList<AudioVariant> variants, FeatureSpec spec, string task, Work work) =>
        cache.ExtractVariants(variants, spec, task, work);

    /// <summary>
    /// Makes the copies of a plan, extracts their features, or takes them from the cache, and
    /// puts them behind the songs of the training part.
    /// </summary>
    /// <param name="plan">Which copies. Those that cannot be made are left out.</param>
    /// <param name="spec">What to extract.</param>
    /// <param name="work">
    /// Threads, progress, and what stops it; what is done is kept, and the next call goes on from there. Null for
    /// <see cref="Work.Default"/>.
    /// </param>
    /// <exception cref="WorkbenchException">No copy at all could be made.</exception>
    public TrainingPart Augment(AugmentationPlan plan, FeatureSpec spec, Work? work = null)
    {
        if (plan.Copies.IsEmpty)
            return plan.Part;
        var result = Hear([.. plan.Copies.Select(c => c.Audio)], spec, "Extracting changed copies", work ?? Work.Default);
        return plan.Augment(result.Rows, result.Songs);
    }
}
