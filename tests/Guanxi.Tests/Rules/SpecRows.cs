using System.Text.RegularExpressions;

namespace Guanxi.Tests.Rules;

/// <summary>Each row of the specification that is built, if only in part, has a test that names it: <c>[Trait("Row", "CUS-7")]</c>.</summary>
public sealed partial class SpecRows
{
    // What is built. Whoever builds another row adds it here, and a test to it.
    private static readonly string[] Rows =
    [
        "CUS-1", "CUS-2", "CUS-3", "CUS-4", "CUS-7", "CUS-8", "CUS-10", "CUS-11", "CUS-12", "CUS-13", "ENG-1", "ENG-4", "ENG-5", "SAL-5", "MKT-7", "SVC-1", "SVC-2", "SVC-3", "SVC-4", "SVC-5", "SVC-6", "SVC-7", "SAT-1", "SAT-2", "SAT-3", "SAT-4", "LOY-1", "LOY-2", "LOY-5", "VAL-1", "VAL-2", "VAL-3", "VAL-4", "VAL-5", "VAL-6", "VAL-7", "RET-1", "RET-2", "RET-3", "RET-4", "INS-1", "INS-2", "INS-4", "INS-6", "RSK-1", "RSK-3", "RSK-5", "RSK-6", "PLT-2", "PLT-4", "PLT-8", "PLT-10",
    ];

    // Seen to fail: with a row added to the list that no test names.
    [Fact]
    public void Each_row_that_is_built_has_a_test() => Rows.Except(Named()).ShouldBeEmpty("name the row at the test that proves it");

    // Seen to fail: with a test of a row that is not in the list.
    [Fact]
    public void Each_row_that_a_test_names_is_in_the_list() => Named().Except(Rows).ShouldBeEmpty();

    [Fact]
    public void Each_row_is_one_of_the_specification()
    {
        var specification = File.ReadAllText(Shared.File("spec/domain.md"));

        Rows.Where(row => !Regex.IsMatch(specification, $@"^\| {row}\b", RegexOptions.Multiline)).ShouldBeEmpty();
    }

    private static HashSet<string> Named() => [.. Directory.EnumerateFiles(Path.Combine(Shared.Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith("SpecRows.cs", StringComparison.Ordinal)).SelectMany(f => RowTrait().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("""\bTrait\("Row", "([A-Z]+-[0-9]+)"\)""")]
    private static partial Regex RowTrait();
}
