using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Charts;
using Workbench.Experiments;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Recommendation.Listeners;
using Workbench.Recommendation.Playlists;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>
/// A finished run as a notebook looks at it. Shown by itself it is the page of the run: scores, curves, confusions, settings.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<RunReport>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class LabRun : RunReport
{
    private readonly Workspace workspace;
    private readonly Lazy<Recommender> recommender;

    /// <summary>Looks at a run.</summary>
    /// <param name="workspace">Where its songs' features are kept.</param>
    /// <param name="run">The run.</param>
    public LabRun(Workspace workspace, Run run) : this(workspace, run, work => RunRecommender.Open(workspace, run, work)) { }

    private LabRun(Workspace workspace, Run run, Func<Work, Recommender> songs) : base(run)
    {
        this.workspace = workspace;
        // Tried again after an interruption.
        recommender = new(() => WorkBar.During(songs), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Gives the run a name, by which it is found from now on; its id stays.</summary>
    /// <param name="name">A line of at most 60 characters; null takes the name away.</param>
    /// <exception cref="Foundation.WorkbenchException">It is not usable, or another run's.</exception>
    public LabRun Rename(string? name) => Describe(Run.About with { Name = name });

    /// <summary>Notes something of the run, instead of what was noted before.</summary>
    /// <param name="text">Some sentences; empty takes them away.</param>
    public LabRun Note(string text) => Describe(Run.About with { Note = text });

    /// <summary>Tags the run, so that <see cref="Lab.Runs"/> finds it.</summary>
    /// <param name="tags">Words.</param>
    public LabRun Tag(params string[] tags) => Describe(Run.About.WithTags(tags));

    /// <summary>Takes tags off the run.</summary>
    /// <param name="tags">Words that it has.</param>
    /// <exception cref="Foundation.WorkbenchException">It has no such tag.</exception>
    public LabRun Untag(params string[] tags) => Describe(Run.About.WithoutTags(tags));

    /// <summary>
    /// Opens the test part for this run, once it was chosen by the validation part, and evaluates it there; the opening is counted.
    /// <code>run = run.Judge();</code>
    /// </summary>
    /// <param name="evenIfStopped">Whether to judge a run whose training was stopped by hand, too.</param>
    /// <returns>The run with its test scores, which its figures and tables are then of; one that was judged already is as it was.</returns>
    /// <exception cref="Foundation.WorkbenchException">
    /// The training was stopped; or the dataset is gone, or is not what the run was trained on.
    /// </exception>
    public LabRun Judge(bool evenIfStopped = false) =>
        new(workspace, WorkBar.During(work => RunJudge.Judge(workspace, Run, evenIfStopped, work)));

    /// <summary>
    /// The songs of the validation part where the model hears them: what its last layer is given, seen along the two directions in which
    /// the training songs differ most there.
    /// </summary>
    /// <param name="genres">The genres to colour; none takes the most frequent ones.</param>
    /// <exception cref="Foundation.WorkbenchException">The dataset is gone or no longer the same, or no song has such a genre.</exception>
    public Figure Map(params string[] genres) => WorkBar.During(work => ModelMap.Draw(workspace, Run, genres, work));

    /// <summary>The same of all songs of the dataset, with the path that a playlist takes among them.</summary>
    /// <param name="list">Songs of the dataset.</param>
    /// <param name="genres">The genres to colour; none takes the most frequent ones.</param>
    /// <exception cref="Foundation.WorkbenchException">
    /// The dataset is gone or no longer the same, no song has such a genre, or no song of the list is of the dataset.
    /// </exception>
    public Figure Map(Playlist list, params string[] genres) => WorkBar.During(work => ModelMap.Draw(workspace, Run, list, genres, work));

    /// <summary>What the model says of a song, or of every song below a folder; what is heard is kept.</summary>
    /// <param name="song">The id of a song of the dataset, or the path of any audio file, or of a folder.</param>
    /// <exception cref="Foundation.WorkbenchException">No such song, or nothing can be read.</exception>
    public SongAnswers Predict(string song) => LabAnswers.Of(workspace, Run.Model,
        Path.Exists(song) ? song : recommender.Value.Find(song)!.AudioPath, GenreColors.Of(Run));

    /// <summary>
    /// The songs that the model is most wrong about, to listen to, with the training songs that it hears as most like them: of the test
    /// part, or of the validation part while the test part is sealed.
    /// </summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="Foundation.WorkbenchException">The dataset is gone or no longer the same.</exception>
    public TopLosses TopLosses(int count = 5) => WorkBar.During(work => LabLosses.Of(workspace, Run, count, work));

    /// <summary>
    /// What the model says to a song from its beginning to its end; see
    /// <see cref="ScoreTimeline"/> for what that means to a model of whole songs.
    /// </summary>
    /// <param name="song">The id of a song of the dataset, or the path of any audio file.</param>
    /// <exception cref="Foundation.WorkbenchException">No such song, or the file cannot be read.</exception>
    public Figure Timeline(string song)
    {
        var track = recommender.Value.Find(song);
        var path = track?.AudioPath ?? song;
        var scores = WorkBar.During(work =>
            ScoreTimeline.Of(Run.Model, AudioFile.ReadMono(path, Run.Spec.Features.SampleRate, work.Token), work));
        return Chart.GenreTimeline(scores, Run.Model.Vocabulary.Names, track?.Labels ?? [],
            $"{track?.DisplayName ?? Path.GetFileName(path)}: genres over time", GenreColors.Of(Run));
    }

    /// <summary>
    /// The songs most like a given one, with the reason and a player each; <c>Figure()</c> draws the reasons of one, <c>Moments()</c> plays
    /// where both sound most alike.
    /// </summary>
    /// <param name="song">A song of the dataset, by its id or as <c>artist - title</c>, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="listener">The listener whose <see cref="Profile"/> re-ranks them; null for nobody's.</param>
    /// <exception cref="Foundation.WorkbenchException">No such song or listener.</exception>
    public Recommendations Recommend(string song, int count = 3, string? listener = null)
    {
        var options = new RecommendOptions { Count = count, Profile = listener is null ? null : Profile(listener) };
        return new(recommender.Value, song, WorkBar.During(work => recommender.Value.Recommend(song, options, work)));
    }

    /// <summary>
    /// The run, which recommends, plays and rates songs of another collection from then on.
    /// <code>run.Among("/home/ann/Music/party").Recommend("rock/1.mp3")</code>
    /// </summary>
    /// <param name="dataset">
    /// The collection, by a name or a path, which is heard once; or songs that machines <see cref="Share"/>, as <c>postgres:songs</c>.
    /// </param>
    /// <exception cref="Foundation.WorkbenchException">
    /// When asked: there is no such collection, none of its songs can be read, or another model heard the songs that are shared.
    /// </exception>
    public LabRun Among(string dataset) =>
        new(workspace, Run, work => RunRecommender.Over(workspace, Run, dataset, work: work));

    /// <summary>
    /// Puts songs into a catalogue on a server, as the model hears them, each in place of one of the same id; <see cref="Among"/> asks
    /// about those of all machines.
    /// </summary>
    /// <param name="catalogue">The catalogue's name, for instance <c>postgres:songs</c>; it is made where there is none.</param>
    /// <param name="dataset">Another collection than the run's, by a name or a path.</param>
    /// <param name="removes">Whether the songs are taken out instead.</param>
    /// <returns>How many songs are new there or not as before, or were taken out.</returns>
    /// <exception cref="Foundation.WorkbenchException">
    /// No server is named, it does not answer or refuses, another model heard the songs there, or these cannot be read.
    /// </exception>
    public int Share(string catalogue, string? dataset = null, bool removes = false) =>
        WorkBar.During(work => RunRecommender.Share(workspace, Run, catalogue, dataset, removes, work));

    /// <summary>
    /// Keeps what a listener says of a song, also for runs and sessions to come; a later answer to the same song takes its place.
    /// <code>run.Rate("rock/1.mp3", Rating.Like)</code>
    /// </summary>
    /// <param name="song">The id of a song of the dataset, or its path.</param>
    /// <param name="rating">The answer.</param>
    /// <param name="listener">Who says it.</param>
    /// <returns>What the listener's answers say now.</returns>
    /// <exception cref="Foundation.WorkbenchException">No such song, or the name of the listener is not usable.</exception>
    public ListenerProfile Rate(string song, Rating rating, string listener = Listener.Usual)
    {
        workspace.Ratings.Add(listener, recommender.Value.Known(song), rating);
        return Profile(listener);
    }

    /// <summary>What a listener's answers say of the songs of this run's dataset, and whether that re-ranks them.</summary>
    /// <param name="listener">Who.</param>
    /// <exception cref="Foundation.WorkbenchException">No such listener.</exception>
    public ListenerProfile Profile(string listener = Listener.Usual) =>
        recommender.Value.ProfileOf(listener, workspace.Ratings.Of(listener));

    /// <summary>
    /// A playlist that begins with the first of some songs and has the others in it: the songs most like them, each as like the one before
    /// as can be. <c>Save("evening.m3u8")</c> writes it for players.
    /// </summary>
    /// <param name="songs">At least one, each as <see cref="Recommend"/> takes it.</param>
    /// <exception cref="Foundation.WorkbenchException">No such song, or a file cannot be read.</exception>
    public Playlist Playlist(params string[] songs) => Playlist(PlaylistSpec.Default, songs);

    /// <summary>The same, of as many songs and as far apart as a spec says.</summary>
    /// <param name="spec">How many songs, how far apart those of one artist, and what else is asked of the list.</param>
    /// <param name="songs">At least one, each as <see cref="Recommend"/> takes it.</param>
    /// <exception cref="Foundation.WorkbenchException">No such song, or a file cannot be read.</exception>
    public Playlist Playlist(PlaylistSpec spec, params string[] songs) =>
        WorkBar.During(work => recommender.Value.Playlist(songs, spec, work));

    /// <summary>A playlist that leads from one song to another, each song nearer to the last one than the song before.</summary>
    /// <param name="from">The first, as <see cref="Recommend"/> takes it.</param>
    /// <param name="to">The last.</param>
    /// <param name="spec">How many songs, and what else is asked of the list; null for the usual.</param>
    /// <exception cref="Foundation.WorkbenchException">No such song, a file cannot be read, or both are one song.</exception>
    public Playlist Way(string from, string to, PlaylistSpec? spec = null) =>
        WorkBar.During(work => recommender.Value.Way(from, to, spec, work));

    /// <summary>Exports the model as a folder for programs in any language, whole or not at all.</summary>
    /// <param name="folder">Where; an older export that stands there is replaced.</param>
    /// <param name="options">What the folder shall hold; null for the usual: a graph from samples to genres, without the songs.</param>
    /// <exception cref="Foundation.WorkbenchException">The folder holds something else.</exception>
    public LabModel Export(string folder, ExportOptions? options = null)
    {
        WorkBar.During(work => RunExport.Write(workspace, Run, folder, options, work));
        return new(folder, workspace);
    }

    /// <summary>Moves the run into the bin; <see cref="Lab.RestoreRun"/> brings it back until 'workbench runs bin --empty'.</summary>
    /// <exception cref="Foundation.WorkbenchException">It lies outside of the folder of runs, or cannot be moved.</exception>
    public void Delete() => workspace.Runs.Bin.Delete(Run.Folder);

    /// <inheritdoc cref="Robustness.Of"/>
    internal ImmutableArray<ShiftedScore> Under(IReadOnlyList<AudioTransform> shifts, Work work) =>
        Robustness.Of(workspace, Run, shifts, work);

    private LabRun Describe(RunAbout about)
    {
        workspace.Runs.Describe(Run, about);
        return this;
    }
}
