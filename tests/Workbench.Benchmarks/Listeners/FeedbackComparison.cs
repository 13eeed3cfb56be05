using System.Collections.Immutable;
using System.Globalization;
using Workbench.Benchmarks.Similarity;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Listeners;

namespace Workbench.Benchmarks.Listeners;

/// <summary>
/// Does a listener's profile rank songs better than none? From some answers of each of Emotify's listeners, drawn often, the others are
/// ranked; the AUC says how far above the disliked songs the liked ones come. Noise and weight are chosen by one half of the listeners,
/// and the other half is reported.
/// </summary>
/// <remarks>
/// "No profile" is what the recommender ranks by without one: the mean similarity to the songs that were liked. "Popularity" is what the
/// other listeners say of a song, which nobody has whose library nobody else rates.
/// <para>The answer: with half of a listener's answers known, 0.591 where no profile gives 0.574, more by 0.017 [0.006, 0.029]; from ten
/// 0.016 [0.004, 0.034], from five 0.007 [0.000, 0.014], and from twenty, of 25 listeners, 0.008 [-0.015, 0.036], which shows nothing.
/// Against the nearest liked song no size shows a difference. Popularity gives 0.64.</para>
/// <para>What limits it: listeners are told apart by age, gender and mother tongue alone, so that most with many answers are several
/// people; songs were shown at random, so that there is much to tell apart within a genre and little between; and an answer is about a
/// minute that was heard once. No answer of Emotify is a skip: those that are neither liked nor disliked stand in for them in one line.
/// </para>
/// </remarks>
internal static class FeedbackComparison
{
    private const int Draws = 20, FewestHeldOut = 5, HalfOfAll = 0;

    private static readonly int[] Sizes = [5, 10, 20, HalfOfAll];
    private static readonly double[] Noises = [0.3, 1, 3, 10], Weights = [1, 2, 4, 8];

    /// <summary>Prints the tables.</summary>
    /// <param name="folder">As <see cref="RetrievalSongs"/> takes it.</param>
    /// <param name="name">The model that heard the songs, as <c>--model</c> takes it; one of tables alone.</param>
    public static void Run(string folder, string name)
    {
        var songs = new RetrievalSongs(folder);
        var (choosing, reported) = EmotifyListeners.Read(folder, songs);
        Console.WriteLine(Text($"{choosing.Length} listeners to choose by, {reported.Length} that are reported, with {reported.Sum(
            listener => listener.Decided)} answers; {reported.Count(listener => listener.IsOne)} of them answered no song twice"));
        var model = songs.Model(name, fold: 0);
        Report($"With {name}", SimilarityIndex.Over(songs.Catalogue(model.Run(songs.Songs.Songs)), model), choosing, reported);
        Report("Features alone", SimilarityIndex.Over(songs.Catalogue(), [new(1, 1)], new LabelVocabulary(["none"]),
            SimilaritySpec.FeaturesAlone), choosing, reported);
    }

    private static void Report(string title, SimilarityIndex index, ImmutableArray<EmotifyListener> choosing,
        ImmutableArray<EmotifyListener> reported)
    {
        var similarity = new double[index.Tracks.Length, index.Tracks.Length];
        for (var a = 0; a < index.Tracks.Length; a++)
            for (var b = 0; b < index.Tracks.Length; b++)
                similarity[a, b] = index.Similarity(a, b);
        Console.WriteLine($"\n{title}: AUC of the half to choose by, mean of all sizes\n"
            + "| noise | weight | skips too | profile | less no profile |\n|---|---|---|---|---|");
        foreach (var skips in new[] { false, true })
            foreach (var noise in Noises)
            {
                var trials = Sizes.SelectMany(size => Ask(index, similarity, choosing, size, noise, skips)).ToArray();
                foreach (var (i, weight) in Weights.Index())
                    Console.WriteLine(Text($"| {noise} | {weight} | {(skips ? "yes" : "no")} | {trials.Average(t => t.Profile[i]):F4} | ")
                        + Text($"{trials.Average(t => t.Profile[i] - t.NoProfile):+0.0000;-0.0000} |"));
            }

        Console.WriteLine($"\n{title}: AUC of the reported half [95 % over listeners]\n"
            + "| answers | listeners | random | popularity | nearest liked "
            + "| no profile | profile | at work | profile less no profile | less nearest liked |\n"
            + "|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in Sizes)
            Print(size == HalfOfAll ? "half of all" : Text($"{size}"),
                Ask(index, similarity, reported, size, PreferenceModel.UsualNoise, false));
        var half = Ask(index, similarity, reported, HalfOfAll, PreferenceModel.UsualNoise, false);
        Print("half, no song twice", [.. half.Where(trial => trial.Listener.IsOne)]);
        Print("half, with skips", Ask(index, similarity, reported, HalfOfAll, PreferenceModel.UsualNoise, true));
    }

    private static void Print(string row, ImmutableArray<ListenerTrial> trials)
    {
        var weight = Array.IndexOf(Weights, ListenerProfile.UsualWeight);
        Console.WriteLine(Text($"| {row} | {trials.Length} | {trials.Average(t => t.Random):F3} | {Mean(t => t.Popularity)} | ")
            + $"{Mean(t => t.Nearest)} | {Mean(t => t.NoProfile)} | {Mean(t => t.Profile[weight])} | "
            + Text($"{trials.Average(t => t.AtWork):P0} | ")
            + $"{Mean(t => t.Profile[weight] - t.NoProfile)} | {Mean(t => t.Profile[weight] - t.Nearest)} |");

        Interval Mean(Func<ListenerTrial, double> score) => new Bootstrap().Draw([.. trials.Select(t => t.Listener.Name)],
            weights => trials.Select((t, i) => weights[i] * score(t)).Sum() / weights.Sum(), Work.OnAllProcessors);
    }

    /// <summary>Ranks what each listener with enough answers said after some of them; means over the draws.</summary>
    private static ImmutableArray<ListenerTrial> Ask(SimilarityIndex index, double[,] similarity, ImmutableArray<EmotifyListener> listeners,
        int size, double noise, bool skips) =>
    [
        .. listeners.AsParallel().AsOrdered().Select((listener, number) =>
        {
            var learned = size == HalfOfAll ? listener.Decided / 2 : size;
            if (learned < ListenerProfile.AtWorkFrom || listener.Decided < learned + FewestHeldOut)
                return null;
            var draws = Enumerable.Range(0, Draws).Select(draw =>
                Draw(index, similarity, listener, learned, noise, skips, new(1000 * number + draw))).OfType<ListenerTrial>().ToArray();
            return draws.Length == 0 ? null : ListenerTrial.Mean(draws);
        }).OfType<ListenerTrial>(),
    ];

    private static ListenerTrial? Draw(SimilarityIndex index, double[,] similarity, EmotifyListener listener, int learned, double noise,
        bool skips, Random rng)
    {
        var answers = listener.Answers.ToArray();
        rng.Shuffle(answers);
        var decided = answers.Where(answer => answer.Rating != Rating.Skip).ToArray();
        var heldOut = decided[learned..];
        bool[] isLiked = [.. heldOut.Select(answer => answer.Rating == Rating.Like)];
        if (isLiked.Distinct().Count() < 2)
            return null;
        (int Song, Rating Rating)[] known =
            [.. decided[..learned], .. answers.Where(answer => skips && answer.Rating == Rating.Skip).Take(learned / 2)];
        int[] liked = [.. known.Where(answer => answer.Rating == Rating.Like).Select(answer => answer.Song)];
        var profile = index.ProfileOf(listener.Name, [.. known.Select(answer =>
            new SongRating(index.Tracks[answer.Song].Id, index.Tracks[answer.Song].AudioPath, answer.Rating, default))], noise);

        double Auc(Func<int, double> score) => RocAuc.Of(isLiked, [.. heldOut.Select(answer => score(answer.Song))])!.Value;
        double NoProfile(int song) => liked.Select(other => similarity[other, song]).DefaultIfEmpty().Average();
        return new(listener, Auc(_ => rng.NextDouble()), Auc(song => listener.Popularity[song]),
            Auc(song => liked.Select(other => similarity[other, song]).DefaultIfEmpty().Max()), Auc(NoProfile),
            [.. Weights.Select(weight => Auc(song =>
                NoProfile(song) + weight / ListenerProfile.UsualWeight * index.FromProfile(profile, song)))], profile.IsAtWork ? 1 : 0);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
