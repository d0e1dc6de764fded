using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCaseOrderer(typeof(Guanxi.TestOrder))]
[assembly: TestCollectionOrderer(typeof(Guanxi.TestOrder))]

namespace Guanxi;

/// <summary>
/// The order of tests: by name, or shuffled by the seed in <c>GUANXI_TEST_ORDER</c>.
/// The runner's own order hangs on the folder that the tests lie in, so that a test which leaves something behind fails on one machine only.
/// </summary>
public sealed class TestOrder : ITestCaseOrderer, ITestCollectionOrderer
{
    private static readonly int? Seed = int.TryParse(Environment.GetEnvironmentVariable("GUANXI_TEST_ORDER"), out var seed) ? seed : null;

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases) where TTestCase : notnull, ITestCase =>
        Ordered(testCases, c => c.TestCaseDisplayName);

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        Ordered(testCollections, c => c.TestCollectionDisplayName);

    private static List<T> Ordered<T>(IReadOnlyCollection<T> all, Func<T, string> name)
    {
        List<T> ordered = [.. all.OrderBy(name, StringComparer.Ordinal)];
        if (Seed is { } seed) new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ordered));
        return ordered;
    }
}
