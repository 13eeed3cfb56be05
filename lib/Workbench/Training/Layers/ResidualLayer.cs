using System.Collections.Immutable;
using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="Residual"/>: the sum of what its layers make of the input and of what its shortcut passes on. A <see cref="Relu"/>
/// behind it is done in the same pass; without one the slope is 1.
/// </summary>
internal sealed unsafe class ResidualLayer : Layer
{
    private readonly Sequential main;
    private readonly Sequential? shortcut;
    private readonly Matrix sumGradient;
    private readonly float slope;
    private readonly Action<int> add, differentiate, addGradient;
    private Matrix passedOn, passedBack, outputGradient;

    public ResidualLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        slope = (float)(plans.Select(p => p.Layer).OfType<Relu>().SingleOrDefault()?.NegativeSlope ?? 1);
        sumGradient = setup.RentGradient(OutputShape); // alive as long as the backward pass is inside
        main = new(Plan.Inner, setup);
        if (!Plan.Shortcut.IsEmpty)
        {
            shortcut = new(Plan.Shortcut, setup);
            setup.ReturnGradient(shortcut.InputGradient);
        }
        setup.ReturnGradient(sumGradient);
        Inner = [.. main.Layers, .. shortcut?.Layers ?? []];
        // The sum takes the place of what the last layer made, unless that is a block that has to see it again.
        Output = main.Layers[^1] is ResidualLayer ? new(main.Output.Capacity, main.Output.Columns) : main.Output;
        (passedOn, passedBack, outputGradient) = (Output, Output, Output);
        (add, differentiate, addGradient) = (Add, Differentiate, AddGradient);
    }

    public override Matrix Output { get; }

    public override Matrix InputGradient => main.InputGradient;

    public override ImmutableArray<Layer> Inner { get; }

    public override void Draw(Random rng)
    {
        foreach (var layer in Inner)
            layer.Draw(rng);
    }

    public override void Forward(Matrix input, bool training)
    {
        main.Forward(input, training);
        shortcut?.Forward(input, training);
        passedOn = shortcut?.Output ?? input;
        Output.Rows = main.Output.Rows;
        Setup.Workers.For(Chunks.Count(Output.Count, Chunks.Size), add);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        this.outputGradient = outputGradient;
        sumGradient.Rows = outputGradient.Rows;
        Setup.Workers.For(Chunks.Count(sumGradient.Count, Chunks.Size), differentiate);
        main.Backward(input, sumGradient, wantsInputGradient);
        shortcut?.Backward(input, sumGradient, wantsInputGradient);
        if (!wantsInputGradient)
            return;
        passedBack = shortcut?.InputGradient ?? sumGradient;
        Setup.Workers.For(Chunks.Count(InputGradient.Count, Chunks.Size), addGradient);
    }

    private void Add(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, Output.Count, Chunks.Size);
        for (var i = start; i < end; i += Vector<float>.Count)
        {
            var sum = AnyVector.Load(main.Output.Data + i, end - i) + AnyVector.Load(passedOn.Data + i, end - i);
            AnyVector.Store(Vector.ConditionalSelect(Vector.GreaterThan(sum, Vector<float>.Zero), sum, sum * slope),
                Output.Data + i, end - i);
        }
    }

    private void Differentiate(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, sumGradient.Count, Chunks.Size);
        for (var i = start; i < end; i += Vector<float>.Count)
        {
            var isPositive = Vector.GreaterThan(AnyVector.Load(Output.Data + i, end - i), Vector<float>.Zero);
            var gradient = AnyVector.Load(outputGradient.Data + i, end - i);
            AnyVector.Store(Vector.ConditionalSelect(isPositive, gradient, gradient * slope), sumGradient.Data + i, end - i);
        }
    }

    private void AddGradient(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, InputGradient.Count, Chunks.Size);
        for (var i = start; i < end; i += Vector<float>.Count)
            AnyVector.Store(AnyVector.Load(InputGradient.Data + i, end - i) + AnyVector.Load(passedBack.Data + i, end - i),
                InputGradient.Data + i, end - i);
    }
}
