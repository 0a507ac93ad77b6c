namespace OldLanguage;

public static class Library
{
    public static int Answer => 42;
}
