using System.Collections.Immutable;
using System.Globalization;

namespace Workbench.Demo;

/// <summary>Decides who records what.</summary>
internal static class Catalogue
{
    private const int CatalogueStream = -1; // tracks use the streams from 0 on

    /// <summary>Plans every track, artist by artist.</summary>
    public static ImmutableArray<TrackPlan> Plan(DemoSpec spec)
    {
        var rng = Draws.Stream(spec.Seed, CatalogueStream);
        var names = new NameMaker(rng);
        ImmutableArray<ArtistProfile> artists =
        [
            .. Draws.Deal([.. Scene.All.Select(scene => scene.Share)], spec.ArtistCount)
                .Select(scene => ArtistProfile.Draw(names.Artist(), Scene.All[scene], spec.Ambiguity, rng)),
        ];
        double[] diligence = [.. artists.Select(_ => 0.6 + 0.8 * rng.NextDouble())];
        var more = Draws.Deal(diligence, spec.TrackCount - spec.ArtistCount).CountBy(artist => artist).ToDictionary();

        var plans = ImmutableArray.CreateBuilder<TrackPlan>(spec.TrackCount);
        for (var i = 0; i < artists.Length; i++)
        {
            var blends = artists[i].Scene.Blends;
            var choices = Draws.Deal([.. blends.Select(blend => blend.Share * (0.8 + 0.4 * rng.NextDouble()))],
                1 + more.GetValueOrDefault(i));
            for (var k = 0; k < choices.Length; k++)
            {
                var title = names.Title();
                var path = string.Create(CultureInfo.InvariantCulture,
                    $"audio/{NameMaker.Slug(artists[i].Name)}/{k + 1:00}-{NameMaker.Slug(title)}.wav");
                plans.Add(new(plans.Count, artists[i], blends[choices[k]].Genres, title, path));
            }
        }
        return plans.MoveToImmutable();
    }
}
