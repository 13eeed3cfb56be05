using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Engines;

namespace Workbench.Inference;

/// <summary>
/// Several models as one: the answer is the weighted mean of theirs (<see cref="SoftVoting"/>). The embedding of a song is theirs behind
/// one another, each of length 1 times the root of its weight: the cosine of two songs is the weighted mean of the members' cosines.
/// </summary>
internal sealed class EnsembleModel : TrainedModel
{
    /// <summary>How many models an ensemble may have.</summary>
    public const int FewestMembers = 2, MostMembers = 16;

    private readonly ImmutableArray<int> places; // which part of the features each member hears

    /// <summary>Puts an ensemble together.</summary>
    /// <param name="members">The models, with the same labels.</param>
    /// <param name="voting">What each counts for.</param>
    /// <param name="thresholds">From which probability on each label is decided for; null for 0.5.</param>
    /// <param name="task">Whether thresholds decide, or the highest probability alone.</param>
    /// <exception cref="WorkbenchException">They do not belong together.</exception>
    public EnsembleModel(ImmutableArray<TrainedModel> members, SoftVoting voting, Thresholds? thresholds, ClassificationTask task)
        : base(FeatureSpec.Together(members.Select(member => member.Features)), members[0].Vocabulary, thresholds, task, members[0].Engine)
    {
        if (members.FirstOrDefault(member => !member.Vocabulary.Names.SequenceEqual(Vocabulary.Names)) is { } other)
            throw new WorkbenchException($"One member knows the labels {string.Join(", ", Vocabulary.Names)}, another "
                + $"{string.Join(", ", other.Vocabulary.Names)}; they belong to different ensembles.");
        if (voting.Votes.Length != members.Length || voting.Problem is not null)
            throw new WorkbenchException($"The ensemble has {members.Length} members and {voting.Votes.Length} weights. {voting.Problem}");
        (Members, Voting) = (members, voting);
        places = [.. members.Select(member => Features.Parts.IndexOf(member.Features))];
    }

    /// <inheritdoc/>
    public override ImmutableArray<TrainedModel> Members { get; }

    /// <summary>What each member counts for.</summary>
    public SoftVoting Voting { get; }

    /// <inheritdoc/>
    public override long ParameterCount => Members.Sum(member => member.ParameterCount);

    /// <inheritdoc/>
    public override TrainedModel On(IEngine engine) =>
        new EnsembleModel([.. Members.Select(member => member.On(engine))], Voting, Thresholds, Task);

    /// <inheritdoc/>
    public override void Save(string folder)
    {
        for (var i = 0; i < Members.Length; i++)
            Members[i].Save(EnsembleDescription.FolderOf(folder, i));
        AtomicFile.WriteText(Path.Combine(folder, DescriptionName),
            SpecJson.Write(new EnsembleDescription(Voting.Votes, Thresholds, Task)) + "\n");
    }

    /// <inheritdoc/>
    internal override ImmutableArray<EmbeddingBlock> EmbeddingBlocks =>
        [.. Members.Zip(Voting.Votes, (member, vote) => new EmbeddingBlock(member.EmbeddingSize, vote.Weight))];

    /// <inheritdoc/>
    internal override void SaveWeights(string folder)
    {
        for (var i = 0; i < Members.Length; i++)
            Members[i].SaveWeights(EnsembleDescription.FolderOf(folder, i));
    }

    /// <inheritdoc/>
    internal override ImmutableArray<SongAnswer> Answer(IReadOnlyList<string> names, SongFeatures songs, Work? work = null)
    {
        ScoreMatrix[] members = [.. Members.Select((member, i) => member.Predict(PartOf(i, songs), work))];
        ScoreMatrix[] calibrated = [.. members.Zip(Voting.Votes, SoftVoting.Calibrate)];
        var (mean, models) = (Voting.Mean(members), ModelSpec.NamesOf(Members.Select(member => member.Spec)));
        return [.. names.Select((name, row) =>
        {
            var answer = Answer(name, mean.Row(row));
            int[] labels = [.. answer.Labels.Select(label => Vocabulary.Names.IndexOf(label.Label))];
            return answer with
            {
                Members = [.. calibrated.Select((scores, i) =>
                    new MemberAnswer(models[i], Voting.Votes[i].Weight, [.. labels.Select(label => scores[row, label])]))],
            };
        })];
    }

    /// <inheritdoc/>
    internal override (ScoreMatrix? Embedding, ScoreMatrix? Probabilities) Run(SongFeatures songs, Work? work,
        bool wantsEmbedding, bool wantsProbabilities)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        var outputs = Members.Select((member, i) => member.Run(PartOf(i, songs), work, wantsEmbedding, wantsProbabilities)).ToArray();
        return (wantsEmbedding ? Joined([.. outputs.Select(output => output.Embedding!)]) : null,
            wantsProbabilities ? Voting.Mean([.. outputs.Select(output => output.Probabilities!)]) : null);
    }

    private protected override DisplayTable Card => new(["ensemble of", string.Join(" + ", Members.Select(member => member.Spec.InWords))],
    [
        ["genres", string.Join(", ", Vocabulary.Names)],
        .. Members.Zip(Voting.Votes, (member, vote) => (object?[])[
            FormattableString.Invariant($"weight {vote.Weight:0.00}"), $"{member.Spec.InWords}; {member.LearningCurve}"]),
        ["thresholds", ThresholdsInWords],
    ]);

    private SongFeatures PartOf(int member, SongFeatures songs) => songs.Parts.Length == Features.Parts.Length ? songs.Parts[places[member]]
        : throw new WorkbenchException($"The members of this ensemble hear {Features.Parts.Length} kinds of features of a song, and "
            + $"{songs.Parts.Length} were given. Extract them by its own spec: workspace.Extract(dataset, model.Features).");

    private ScoreMatrix Joined(ScoreMatrix[] embeddings)
    {
        var joined = new ScoreMatrix(embeddings[0].RowCount, EmbeddingSize);
        for (var row = 0; row < joined.RowCount; row++)
        {
            var start = 0;
            foreach (var (embedding, vote) in embeddings.Zip(Voting.Votes))
            {
                var squares = 0.0;
                foreach (var value in embedding.Row(row))
                    squares += value * value;
                var scale = squares > 0 ? Math.Sqrt(vote.Weight / squares) : 0;
                for (var i = 0; i < embedding.LabelCount; i++)
                    joined[row, start + i] = embedding[row, i] * scale;
                start += embedding.LabelCount;
            }
        }
        return joined;
    }
}
