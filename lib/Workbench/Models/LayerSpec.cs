using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>One layer of a <see cref="ModelSpec"/>: data only; what runs it is elsewhere.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Linear), "linear")]
[JsonDerivedType(typeof(Conv2d), "conv2d")]
[JsonDerivedType(typeof(BatchNorm), "batchNorm")]
[JsonDerivedType(typeof(Relu), "relu")]
[JsonDerivedType(typeof(MaxPool2d), "maxPool2d")]
[JsonDerivedType(typeof(AveragePool2d), "averagePool2d")]
[JsonDerivedType(typeof(GlobalPool), "globalPool")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(Residual), "residual")]
[JsonDerivedType(typeof(RbfKernel), "rbfKernel")]
public abstract record LayerSpec
{
    private protected LayerSpec() { }

    /// <summary>Notes what is wrong with the layer's own numbers, whatever its input.</summary>
    /// <param name="problems">Where problems are collected.</param>
    /// <param name="name">The layer's name, for the sentences.</param>
    internal abstract void Check(SpecProblems problems, string name);

    /// <summary>Puts the layer in its place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">Shape of one example before it.</param>
    /// <param name="next">The layer after it: a BatchNorm takes over the bias of the layer before it.</param>
    /// <exception cref="InvalidSpecException">The layer cannot take this input.</exception>
    internal abstract LayerPlan Bind(string name, Shape input, LayerSpec? next);

    /// <summary>The layer in a few words, for instance <c>Conv2d 32, 3 x 3</c>.</summary>
    internal virtual string Summary => GetType().Name;

    /// <summary>How error texts call the layer, for instance <c>Layer 3 (Conv2d)</c>.</summary>
    private protected string Title(string name) => $"Layer {name} ({GetType().Name})";

    /// <summary>The input as an image, or the error that says how to get one.</summary>
    private protected ImageShape RequireImage(string name, Shape input) => input as ImageShape
        ?? throw Refuse(name, input,
            "it needs an image (channels x height x width). Use it on a log-mel input and before Flatten or GlobalPool.");

    /// <summary>The error for an input that the layer cannot take.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="input">What it was given.</param>
    /// <param name="remedy">Why it cannot, and what to do.</param>
    private protected InvalidSpecException Refuse(string name, Shape input, string remedy) =>
        new(nameof(ModelSpec), [$"{Title(name)} cannot take an input of {input}: {remedy}"]);
}
