namespace Guanxi.Tests.Contracts;

/// <summary>A text that somebody looked at and approved. It changes only on purpose.</summary>
internal static class Approved
{
    public static void Check(string file, string actual)
    {
        var path = Path.Combine(Shared.Root, "tests", "Guanxi.Tests", "Contracts", file);
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("GUANXI_APPROVE") == "1") File.WriteAllText(path, actual);
        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (approved == actual) return;
        var (before, after) = (approved.Split('\n'), actual.Split('\n'));
        var differences = before.Except(after).Select(l => "- " + l.Trim()).Concat(after.Except(before).Select(l => "+ " + l.Trim())).Take(30);
        Assert.Fail($"{file} differs from what was approved:\n{string.Join('\n', differences)}\nIf this is meant: scripts/approve-contracts.sh, look at the difference in git, commit it.");
    }
}
