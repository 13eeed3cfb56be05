using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Features;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// The body of a model: its layers in order. The output layer, a <see cref="Linear"/> with one logit a label, is added when the
/// model is bound to data, so that one spec fits any dataset. Or, in place of the layers, a network in code of the user's own.
/// </summary>
/// <param name="Layers">The layers; none makes a logistic regression, an <see cref="RbfKernel"/> alone that over a kernel.</param>
[TypeFormatterSource(typeof(SpecFormatterSource<ModelSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record ModelSpec(ImmutableArray<LayerSpec> Layers) : ICanonical<ModelSpec>
{
    /// <summary>Three seconds at 22,050 Hz and a hop of 512.</summary>
    private const int UsualSegment = 128;

    private const string ResNet18Name = "resnet18";

    /// <summary>The output layer alone, on summaries of songs: a logistic regression, by softmax where each has one label.</summary>
    public static ModelSpec Linear { get; } = new([]);

    /// <summary>
    /// A logistic regression over how near a song is to each of up to 1000 songs of the training part, by their summaries: the best of the
    /// presets on a few hundred songs.
    /// </summary>
    public static ModelSpec Kernel { get; } = new([new RbfKernel()]);

    /// <summary>
    /// Three dense layers, the output layer included, for song-level features: 512 and 256 units with BatchNorm, ReLU and
    /// Dropout 0.7, which suits a few hundred songs; thousands want less.
    /// </summary>
    public static ModelSpec Mlp { get; } = new(
    [
        new Linear(512), new BatchNorm(), new Relu(), new Dropout(0.7),
        new Linear(256), new BatchNorm(), new Relu(), new Dropout(0.7),
    ]);

    /// <summary>
    /// Four blocks of a 3 x 3 convolution, BatchNorm, ReLU and max-pool with 32, 64, 128 and 128 filters, and the mean over the image:
    /// for standardised log-mel segments <c>[1, bands, frames]</c> of at least 16 x 16. The plain CNN to begin with.
    /// </summary>
    public static ModelSpec Cnn { get; } = new([.. Blocks(1, 32, 64, 128, 128), new GlobalPool(PoolKind.Mean), new Dropout(0.3)])
    {
        SegmentFrames = UsualSegment,
    };

    /// <summary>
    /// Four blocks of two 3 x 3 convolutions and a max-pool with 16, 32, 64 and 128 filters, mean and maximum over the image, and a dense
    /// layer, after Simonyan and Zisserman 2015: as many multiply-adds as <see cref="Cnn"/> in twice as many layers.
    /// </summary>
    public static ModelSpec VggLike { get; } = new([.. Blocks(2, 16, 32, 64, 128), new GlobalPool(PoolKind.Both), .. Head(128)])
    {
        SegmentFrames = UsualSegment,
    };

    /// <summary>
    /// Short-chunk ResNet (Won et al. 2020, "Evaluation of CNN-based automatic music tagging models"), for segments of 3 to 5 s: seven
    /// residual blocks, each of which halves the image, the maximum over what is left, and a dense layer. Half as many filters as
    /// there, and 1 x 1 convolutions on the shortcuts, so that an epoch takes minutes on a CPU.
    /// </summary>
    public static ModelSpec ShortChunkResNet { get; } = new(
        [.. new[] { 64, 64, 128, 128, 128, 128, 128 }.SelectMany(HalvingBlock), new GlobalPool(PoolKind.Max), .. Head(128)])
    { SegmentFrames = UsualSegment };

    /// <summary>
    /// ResNet-18 (He et al. 2016, "Deep residual learning for image recognition") as the weights of <see cref="StartWeights.ImageNet"/>
    /// have it: with a third block of 512 filters, where the paper has two. For log-mel segments of 128 x 128. It is meant to start from
    /// these weights and to be trained by <c>TrainingSpec.FineTuning</c>; sixteen million weights are many for few songs.
    /// </summary>
    public static ModelSpec ResNet18 { get; } = new(
    [
        new Conv2d(64, 7, 2), new BatchNorm(), new Relu(), new MaxPool2d(3) { Stride = 2, Padding = 1 },
        .. BasicBlocks(64, 2, 1), .. BasicBlocks(128, 2, 2), .. BasicBlocks(256, 2, 2), .. BasicBlocks(512, 3, 2),
        new GlobalPool(PoolKind.Mean), new Dropout(0.3),
    ])
    { SegmentFrames = UsualSegment };

    /// <summary>The models above by the names that the command line knows.</summary>
    public static IReadOnlyDictionary<string, ModelSpec> Presets { get; } = new OrderedDictionary<string, ModelSpec>
    {
        ["mlp"] = Mlp,
        ["linear"] = Linear,
        ["kernel"] = Kernel,
        ["cnn"] = Cnn,
        ["vgg"] = VggLike,
        ["resnet"] = ShortChunkResNet,
        [ResNet18Name] = ResNet18,
    };

    /// <summary>What <see cref="Parse"/> reads, in words.</summary>
    public const string FormsInWords = "mlp (three dense layers), linear (logistic regression) and kernel (the same over an RBF kernel) on "
        + "summaries of songs; cnn, vgg, resnet (short-chunk ResNet), " + ResNet18Name + " (ResNet-18, from weights of ImageNet where they "
        + "are installed) on log-mel segments; or a model spec as a JSON file";

    /// <summary>Reads a model as a command line names it.</summary>
    /// <param name="text">One of <see cref="FormsInWords"/>.</param>
    /// <exception cref="WorkbenchException">None of these, or the file cannot be read.</exception>
    public static ModelSpec Parse(string text) => text == ResNet18Name && StartWeights.ImageNet.IsPresent
        ? ResNet18 with { Start = StartWeights.ImageNet }
        : Presets.GetValueOrDefault(text) ?? (File.Exists(text)
        ? SpecJson.ReadFile<ModelSpec>(text)
        : throw UnknownName.Of("model", text, Presets.Keys, "a model spec as a JSON file"));

    /// <summary>
    /// Frames that the model hears at a time, 1 to 1,000,000: a song is heard in such segments. Null for a model of whole songs.
    /// </summary>
    public int? SegmentFrames { get; init; }

    /// <summary>A network that is code of the user's own, up to the logits, instead of layers; null where there are layers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that models of layers keep their identity
    public OwnNetwork? Own { get; init; }

    /// <summary>What its layers start from; null for chance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StartWeights? Start { get; init; }

    ModelSpec ICanonical<ModelSpec>.Canonical => Identity;

    /// <summary>What identifies it: the content of the file that it starts from, not its place.</summary>
    internal ModelSpec Identity => Start is null ? this : this with { Start = Start.Identity };

    /// <summary>The preset that has its layers; null where none has.</summary>
    internal string? PresetName => Presets.FirstOrDefault(preset => preset.Value == this with { Start = null }).Key;

    /// <summary>What is to be said of it where it starts by chance and is better not to; null for nothing.</summary>
    internal string? ChanceNote => Start is null && PresetName == ResNet18Name
        ? $"The model {ResNet18Name} starts from random weights, which few songs hardly teach; {StartWeights.Installation}." : null;

    /// <summary>Whether the other hears as long, starts alike and holds equal layers in the same order, or the same code.</summary>
    public bool Equals(ModelSpec? other) => other is not null && SegmentFrames == other.SegmentFrames && Own == other.Own
        && Start == other.Start && LayerList.AreEqual(Layers, other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SegmentFrames, Own, Start, LayerList.HashCode(Layers));

    /// <summary>Checks the layers' own numbers; <see cref="Bind"/> checks how they fit together.</summary>
    /// <exception cref="InvalidSpecException">A size, rate or epsilon is out of its range.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(ModelSpec));
        problems.Require(!Layers.IsDefault, "The layers are missing; write [] for a logistic regression.");
        problems.Require(SegmentFrames is null or (>= 1 and <= 1_000_000),
            $"Segments of {SegmentFrames} frames must have 1 to 1000000; {UsualSegment} are usual.");
        problems.Require(Own is null || Layers.IsDefaultOrEmpty,
            $"The network {Own?.Name} is code of its maker's own and goes from the input to the labels: write the layers into it, "
            + "and none beside it.");
        problems.Require(Own is null || Start is null,
            $"The network {Own?.Name} is code of its maker's own and starts as that has it; leave the start out.");
        Start?.Check(problems);
        LayerList.Check(Layers, problems, "");
        problems.ThrowIfAny();
    }

    /// <summary>
    /// The shape of what the model hears at a time: a row of features, or an image of one channel, <c>[1, columns, frames]</c>.
    /// </summary>
    /// <param name="features">What the columns are.</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <exception cref="InvalidSpecException">The model hears segments and the features are summaries, or the other way round.</exception>
    public Shape InputShape(FeatureSpec features, int columnCount) => (features.KeepsFrames, SegmentFrames) switch
    {
        (true, { } frames) => Image(columnCount, frames),
        (false, null) => Shape.Vector(columnCount),
        (true, null) => throw new InvalidSpecException(nameof(ModelSpec),
            [$"The features keep every frame, and the model hears whole songs. Set SegmentFrames ({UsualSegment} are usual), "
                + "or name statistics in the feature spec."]),
        (false, { } frames) => throw new InvalidSpecException(nameof(ModelSpec),
            [$"The model hears segments of {frames} frames, and the features are one row a song. Use FeatureSpec.LogMel(), "
                + "or a model without SegmentFrames, for instance ModelSpec.Mlp."]),
    };

    private static Shape Image(int columns, int frames)
    {
        TensorSize.Require("Segments", columns, frames);
        return Shape.Image(1, columns, frames);
    }

    /// <summary>Puts the layers behind one another and adds the output layer.</summary>
    /// <param name="input">Shape of one example.</param>
    /// <param name="labelCount">Number of labels, at least 1.</param>
    /// <exception cref="InvalidSpecException">
    /// A layer's own numbers are wrong, or it cannot take what the layer before it gives.
    /// </exception>
    /// <exception cref="WorkbenchException">This process has not the code of an own network, or it does not fit.</exception>
    public ModelPlan Bind(Shape input, int labelCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labelCount, 1);
        Validate();
        if (Own is not null)
        {
            using var module = Own.Build(input, labelCount, seed: 0); // to look at: its weights are not used
            return new(input, labelCount, Own, module.Plan);
        }
        return new(input, LayerList.Bind(Layers.Add(new Linear(labelCount)), input, ""));
    }

    /// <summary>Convolutions and a max-pool for each number of filters.</summary>
    private static IEnumerable<LayerSpec> Blocks(int convolutions, params int[] filters) => filters.SelectMany(count =>
        Enumerable.Repeat<LayerSpec[]>([new Conv2d(count), new BatchNorm(), new Relu()], convolutions).SelectMany(layers => layers)
            .Append(new MaxPool2d()));

    private static IEnumerable<LayerSpec> HalvingBlock(int filters) =>
    [
        new Residual([new Conv2d(filters, Stride: 2), new BatchNorm(), new Relu(), new Conv2d(filters), new BatchNorm()])
        {
            Shortcut = [new Conv2d(filters, 1, 2), new BatchNorm()],
        },
        new Relu(),
    ];

    /// <summary>Blocks of a ResNet, the first of which steps.</summary>
    private static IEnumerable<LayerSpec> BasicBlocks(int filters, int count, int stride) => Enumerable.Range(0, count)
        .Select(block => block == 0 ? stride : 1).SelectMany(step => new LayerSpec[]
        {
            new Residual([new Conv2d(filters, Stride: step), new BatchNorm(), new Relu(), new Conv2d(filters), new BatchNorm()])
            {
                Shortcut = step == 1 ? [] : [new Conv2d(filters, 1, step), new BatchNorm()],
            },
            new Relu(),
        });

    private static IEnumerable<LayerSpec> Head(int units) => [new Linear(units), new BatchNorm(), new Relu(), new Dropout(0.5)];

    /// <summary>A word for it: the name of a preset or of a network of its maker's own, or how many layers it has.</summary>
    internal string Name => PresetName ?? Own?.Name ?? FormattableString.Invariant($"{Layers.Length} layers");

    /// <summary>The names of several, numbered where one stands several times.</summary>
    internal static ImmutableArray<string> NamesOf(IEnumerable<ModelSpec> models)
    {
        string[] names = [.. models.Select(model => model.Name)];
        return [.. names.Select((name, i) => names[..i].Count(earlier => earlier == name) is > 0 and var before
            ? FormattableString.Invariant($"{name} {before + 1}") : name)];
    }

    /// <summary>Whether it is what <see cref="Training.Optimizers.Lbfgs"/> fits.</summary>
    internal bool IsLogistic => Own is null && Start is null && SegmentFrames is null && !Layers.IsDefault && Layers is [] or [RbfKernel];

    /// <summary>Its name where it has one, and the layers that have most to learn, for people.</summary>
    internal string InWords
    {
        get
        {
            if (Own is not null)
                return Own.InWords;
            var learned = Layers.Where(layer => layer is Models.Linear or Conv2d or Residual or RbfKernel)
                .Select(layer => layer.Summary).ToArray();
            return (PresetName is { } name ? $"{name}: " : "") + $"{string.Join(", ", [.. learned, "output"])}";
        }
    }
}
