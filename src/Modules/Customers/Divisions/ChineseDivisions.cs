using System.Text;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>The provinces of China with their cities, as an address form offers them. What is not among them may be typed all the same.</summary>
[NeedsNoRight("What the provinces of China are called is no secret.")]
public sealed record ChineseDivisions : IQuestion<IReadOnlyList<Province>>
{
    internal sealed class Handler : IHandler<ChineseDivisions, IReadOnlyList<Province>>
    {
        public Task<IReadOnlyList<Province>> Handle(ChineseDivisions request, Actor actor, CancellationToken ct) => Task.FromResult(Provinces.Read());
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/divisions", (Asker asker, CancellationToken ct) => asker.Answer(new ChineseDivisions(), ct))
        .Produces<IReadOnlyList<Province>>().WithSummary("The provinces of China with their cities");
}

/// <summary>A province, or what stands in its place.</summary>
/// <param name="Code">Its two digits in GB/T 2260: the first two of an ID number.</param>
/// <param name="Name">As it stands in an address.</param>
/// <param name="Cities">Its prefecture-level divisions, and counties directly below the province.</param>
public sealed record Province(string Code, string Name, IReadOnlyList<string> Cities);

/// <summary>The table of divisions. Read each time it is asked for, which is seldom, and kept by nobody: an idle process is to be small.</summary>
internal static class Provinces
{
    public static IReadOnlyList<Province> Read()
    {
        using var resource = typeof(Provinces).Assembly.GetManifestResourceStream("divisions.txt") ?? throw new InvalidOperationException("The table of divisions is missing from the build.");
        using var reader = new StreamReader(resource, Encoding.UTF8);
        var provinces = new List<Province>(34);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.Split('\t') is [var code, var name, var cities]) provinces.Add(new(code, name, cities.Split(' ')));
        return provinces;
    }
}
