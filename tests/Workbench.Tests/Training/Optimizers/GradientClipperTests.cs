using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training.Optimizers;

public sealed class GradientClipperTests : IDisposable
{
    private readonly Workers workers = new(2);

    public void Dispose() => workers.Dispose();

    [Fact]
    public void A_long_gradient_is_shortened_as_by_PyTorch()
    {
        // torch.nn.utils.clip_grad_norm_([p, q], 2.0), PyTorch 1.13
        var (p, q) = (Make(3), Make(2));
        new[] { 3f, 0, 4 }.CopyTo(p.Gradient.Values);
        new[] { 0f, 12 }.CopyTo(q.Gradient.Values);
        Assert.Equal(13, new GradientClipper(new([p, q], workers), 2).Clip());
        Assert.Equal(0.461538426036, p.Gradient.Values[0], 1e-7); // float32
        Assert.Equal(0.615384568047, p.Gradient.Values[2], 1e-7);
        Assert.Equal(1.846153704142, q.Gradient.Values[1], 1e-6);
    }

    [Fact]
    public void A_short_gradient_stays_as_it_is()
    {
        var p = Make(3);
        new[] { 0.3f, -0.4f, 0 }.CopyTo(p.Gradient.Values);
        Assert.Equal(0.5, new GradientClipper(new([p], workers), 0.51).Clip(), 1e-7); // float32
        Assert.Equal([0.3f, -0.4f, 0], p.Gradient.Values.ToArray());
    }

    [Fact]
    public void The_norm_of_many_values_is_that_of_float64()
    {
        var p = Make(40_007); // several work items, and no multiple of a vector
        Matrices.Random(1, 40_007, new(5)).Values.CopyTo(p.Gradient.Values);
        float[] before = [.. p.Gradient.Values];
        var norm = Math.Sqrt(before.Sum(g => (double)g * g));
        Assert.Equal(norm, new GradientClipper(new([p], workers), 1).Clip(), 1e-10);
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(before[i] / (norm + 1e-6), p.Gradient.Values[i], 1e-9); // values of about 0.01 in float32
    }

    private static Parameter Make(int count) => new(new("w", ParameterRole.Weight, [count], 1), new("w", [count], new float[count]));
}
