using System.CommandLine;
using Workbench.Recommendation.Listeners;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench rate</c>.</summary>
internal static class RateCommand
{
    public static Command Create()
    {
        var song = new Argument<string>("SONG") { Description = "The id of a song of the run's dataset, or its file." };
        var rating = new Argument<string>("RATING") { Description = "What is said of it: like, dislike or skip." };
        rating.AcceptOnlyFromAmong([.. Enum.GetNames<Rating>().Select(name => name.ToLowerInvariant())]);
        var listener = SharedOptions.Listener($"Who says it; {Listener.Usual} if left out.");
        var (run, model) = (SharedOptions.Run(), SharedOptions.Model());
        var threads = SharedOptions.Threads();
        var command = new Command("rate", $"""
            Say whether a song is liked. 'workbench recommend --listener NAME' re-ranks songs by such answers, once there are
            {ListenerProfile.AtWorkFrom} and if they help; of several to one song the latest counts.

            Examples:
              workbench rate audio/some-artist/01-some-song.wav like
              workbench rate ~/Music/by-genre/rock/1.mp3 skip --listener sara
            """) { song, rating, listener, run, model, threads };
        command.Validators.Add(SharedOptions.OneOf(run, model));
        command.SetAction((parsed, token) =>
        {
            var chosen = ChosenModel.OpenFor(parsed.GetValue(song), parsed.GetValue(run), parsed.GetValue(model));
            var recommender = ProgressBars.During(work => chosen.Recommender(work, null, null), parsed.GetValue(threads), token);
            var track = recommender.Known(parsed.GetValue(song)!);
            var (who, said) = (parsed.GetValue(listener) ?? Listener.Usual, Enum.Parse<Rating>(parsed.GetValue(rating)!, ignoreCase: true));
            var ratings = SharedOptions.Workspace().Ratings;
            ratings.Add(who, track, said);
            Console.WriteLine($"{who}: {said.ToString().ToLowerInvariant()} {track.Id}");
            Console.Error.WriteLine($"Profile of {who} {recommender.ProfileOf(who, ratings.Of(who)).Reason}");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }
}
